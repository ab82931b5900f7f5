// Which names of a list a person means by what they typed. The engine finds videos; a video has other names beside the one meant.

import { foldText } from '../core/similarity/fold-text.ts';
import { editDistance } from './edit-distance.ts';
import { videoIndexSettings } from './settings.ts';

const { oneTypo, twoTypos } = videoIndexSettings.typoTolerance.minWordSizeForTypos;

/**
 * The typos between `query` and `name`, or undefined when it does not mean it. Each word of the query must be a word of
 * the name, with as many typos as the engine allows for its length; the last one may be only begun. Accents and case do
 * not matter.
 */
export function nameTypos(query: string, name: string): number | undefined {
  const typed = wordsOf(query);
  const words = wordsOf(name);
  let typos = 0;
  for (const [index, word] of typed.entries()) {
    const isWhole = index < typed.length - 1;
    const fewest = Math.min(...words.map((candidate) => editDistance(word, candidate, isWhole)));
    if (fewest > allowedTypos(word)) return undefined;
    typos += fewest;
  }
  return typos;
}

function wordsOf(text: string): readonly string[] {
  return foldText(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function allowedTypos(word: string): number {
  const length = Array.from(word).length;
  if (length < oneTypo || /^\d+$/.test(word)) return 0;
  return length < twoTypos ? 1 : 2;
}
