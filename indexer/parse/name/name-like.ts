// Tells what can be the name of a person, a studio or a series from what cannot. Knows words, not people.

import { readDateAt } from '../field/release-date.ts';
import { isTechnical } from '../release/technical-words.ts';

/** `S01E02`, `E02`, `1x02`, `Part 2`, `Episode 12`: places in a sequence. */
const sequenceLabel =
  /^(?:s\d{1,3}(?:e\d{1,4})?|ep?\d{1,4}|\d{1,2}x\d{1,4}|(?:part|pt|episode|ep|season|chapter|disc|cd|vol|volume|track|scene|lesson|lecture|day|week) ?\d{1,4})$/i;

const videoIdLength = 11;
const maxPersonWords = 8;

function characterClass(char: string): string {
  if (/[a-z]/.test(char)) return 'lower';
  if (/[A-Z]/.test(char)) return 'upper';
  return /\d/.test(char) ? 'digit' : 'symbol';
}

/**
 * Whether `text` looks like the 11-character id that yt-dlp adds to a name as `[dQw4w9WgXcQ]`: letters, digits, `-`
 * and `_` that change their kind at least five times, which words and names do not.
 */
export function isVideoId(text: string): boolean {
  if (text.length !== videoIdLength || !/^[\w-]+$/.test(text)) return false;
  const classes = Array.from(text, characterClass);
  return classes.filter((kind, index) => index > 0 && kind !== classes[index - 1]).length >= 5;
}

/**
 * Whether a clean text can name a person, a studio or a line: it has a letter, does not begin with a date, is neither a
 * quality (`1080p`, `4K HDR`) nor a place in a sequence (`S01E02`) nor a video's id, and holds no square bracket or brace.
 */
export function isNameLike(text: string): boolean {
  if (!/\p{L}/u.test(text) || /[[\]{}]/.test(text)) return false;
  if (sequenceLabel.test(text) || isTechnical(text) || isVideoId(text)) return false;
  return readDateAt(text, 0) === undefined;
}

/** Whether a clean text can name a person or a group: name-like, at most eight words, and no `: ` as titles have it. */
export function isPersonLike(text: string): boolean {
  return isNameLike(text) && !text.includes(': ') && text.split(' ').length <= maxPersonWords;
}
