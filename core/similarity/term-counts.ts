// How often a video has each of its terms, and the text that the catalogue keeps of it.

import { AppError } from '../errors.ts';
import { kindOfLetter } from './term.ts';

/** Terms, and how often each occurs: from 1 to `MAX_TERM_COUNT`. */
export type TermCounts = ReadonlyMap<string, number>;

/** Repeating a word more often than this changes nothing: a count fits in one byte. */
export const MAX_TERM_COUNT = 255;

/** In UTF-16 units: two words or a name, with room to spare. */
const MAX_TERM_LENGTH = 256;

/**
 * One term a line, rising, with a tab and its count when it is above 1: `p:jane doe`,
 * `w:beach	2`. Equal counts give equal text.
 */
export function serializeTermCounts(counts: TermCounts): string {
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([term, count]) => (count === 1 ? term : `${term}\t${count}`))
    .join('\n');
}

/** Reads what `serializeTermCounts` wrote. @throws AppError `bad_term_counts` for other text. */
export function parseTermCounts(text: string): TermCounts {
  const counts = new Map<string, number>();
  scanTermCounts(text, (start, end, count) => counts.set(text.slice(start, end), count));
  return counts;
}

/**
 * Calls `visit` with where each term lies in the text and its count, making no string of it.
 *
 * @throws AppError `bad_term_counts` at the first line that is not a term and its count.
 */
export function scanTermCounts(
  text: string,
  visit: (start: number, end: number, count: number) => void,
): void {
  for (let start = 0; start < text.length;) {
    const nextBreak = text.indexOf('\n', start);
    const lineEnd = nextBreak === -1 ? text.length : nextBreak;
    const end = termEnd(text, start, lineEnd);
    const count = end === lineEnd ? 1 : Number(text.slice(end + 1, lineEnd));
    if (!isTerm(text, start, end) || !isTermCount(count)) {
      const line = JSON.stringify(text.slice(start, Math.min(lineEnd, start + 80)));
      throw new AppError('bad_term_counts', `not a term and its count: ${line}`);
    }
    visit(start, end, count);
    start = lineEnd + 1;
  }
}

/** Where the tab before the count is, or the end of the line. */
function termEnd(text: string, start: number, lineEnd: number): number {
  // A tab and three digits at most: the rest of a long term need not be looked at.
  for (let index = Math.max(start, lineEnd - 4); index < lineEnd; index += 1) {
    if (text.charCodeAt(index) === 9) return index;
  }
  return lineEnd;
}

function isTerm(text: string, start: number, end: number): boolean {
  const length = end - start;
  if (length <= 2 || length > MAX_TERM_LENGTH || text[start + 1] !== ':') return false;
  return kindOfLetter(text.charAt(start)) !== undefined;
}

function isTermCount(count: number): boolean {
  return Number.isInteger(count) && count >= 1 && count <= MAX_TERM_COUNT;
}
