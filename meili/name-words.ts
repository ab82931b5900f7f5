// The words by which a name can be found, and those of what a person types for it. Pure.

import { foldText } from '../core/similarity/fold-text.ts';
import { videoIndexSettings } from './settings.ts';

const { oneTypo, twoTypos } = videoIndexSettings.typoTolerance.minWordSizeForTypos;

/** Nobody types more of a name, and a hostile sidecar may hold a name as long as a book. */
const MAX_NAME_LENGTH = 128;
const MAX_TYPED_WORDS = 10;
const MAX_INITIALS = 4;

const word = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts that are written without spaces: any part of a name may be typed as a word. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** A name as it can be typed; accents and case are gone. */
export interface NameWords {
  /** Each once: the words themselves, what people write as one of several, and what a name without spaces may be cut to. */
  readonly words: readonly string[];
  /** The whole name without a gap: `janedoe`. */
  readonly joined: string;
  /** The first letters of its words; empty for a name of one word or of many. */
  readonly initials: string;
}

/** The words by which a name can be found. */
export function nameWords(name: string): NameWords {
  const chunks = foldText(name.slice(0, MAX_NAME_LENGTH)).split(/\s+/);
  const pieces = chunks.map((chunk) => chunk.match(word) ?? []);
  const plain = pieces.flat();
  const joined = plain.join('');
  const pairs = plain.slice(1).map((piece, place) => `${plain[place] ?? ''}${piece}`);
  const words = new Set([...plain, ...pieces.map((chunk) => chunk.join('')), ...pairs, joined]);
  for (const piece of plain) if (unspaced.test(piece)) addEndings(words, piece);
  words.delete('');
  const initials = plain.map((piece) => Array.from(piece)[0] ?? '').join('');
  const hasInitials = plain.length > 1 && plain.length <= MAX_INITIALS;
  return { words: [...words], joined, initials: hasInitials ? initials : '' };
}

/** The words of what was typed; as the engine does, no more than ten. */
export function typedWords(text: string): readonly string[] {
  return (foldText(text).match(word) ?? []).slice(0, MAX_TYPED_WORDS);
}

/** How many typos a word may have: as many as the engine allows for its length, and none in a number. */
export function allowedTypos(typed: string): number {
  const length = Array.from(typed).length;
  if (length < oneTypo || /\d/.test(typed)) return 0;
  return length < twoTypos ? 1 : 2;
}

/** Whether a word may be only begun: the last one, of which more may follow, and initials. */
export function isBeginning(typed: readonly string[], place: number): boolean {
  return place === typed.length - 1 || Array.from(typed[place] ?? '').length === 1;
}

function addEndings(words: Set<string>, piece: string): void {
  const letters = Array.from(piece);
  for (let start = 1; start < letters.length; start += 1) words.add(letters.slice(start).join(''));
}
