// Whether a text that a person wrote has a certain name in it. Errs on the side of yes.

import { foldText } from '../core/similarity/fold-text.ts';

/** Letters of scripts that put spaces between words, and digits: beside one of these a name is only a part of a word. */
const wordLetter =
  '[\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Script=Arabic}\\p{Script=Hebrew}\\p{N}]';
const endsInWord = new RegExp(`${wordLetter}$`, 'u');
const beginsInWord = new RegExp(`^${wordLetter}`, 'u');

/** The name stands in the text as words of its own; case, accents and what is between words do not matter. */
export function mentionsName(text: string, name: string): boolean {
  const words = wordsOf(name);
  // A name of signs alone has no words.
  if (words === '') return name.trim() !== '' && text.includes(name.trim());
  const searched = wordsOf(text);
  for (let at = searched.indexOf(words); at !== -1; at = searched.indexOf(words, at + 1)) {
    const before = searched.slice(0, at);
    const after = searched.slice(at + words.length);
    if (!isJoined(before, words) && !isJoined(words, after)) return true;
  }
  return false;
}

function wordsOf(text: string): string {
  return (foldText(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ');
}

function isJoined(left: string, right: string): boolean {
  return endsInWord.test(left.slice(-2)) && beginsInWord.test(right.slice(0, 2));
}
