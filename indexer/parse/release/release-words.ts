// Splits a name into words and tells which of them release groups add to a title. Asks parse-torrent-title, one word at a time.

import { getPartialParser } from '@viren070/parse-torrent-title';
import { isTechnical } from './technical-words.ts';

/** A word of a name, or all that stands in one pair of brackets. */
export interface NameWord {
  readonly text: string;
  /** Index of its first character in the name, that of the bracket for a word in brackets. */
  readonly start: number;
  readonly isInBrackets: boolean;
}

/** Bracketed parts; words between spaces, dots and underscores. The dots of `H.264` and `5.1` are none that separate. */
const word =
  /\[[^[\]]*\]|\([^()]*\)|(?:(?<![\p{L}\p{N}])[hx]\.26[45]|\d\.\d(?!\d)|[^\s._[\]()])+/giu;

/** The words of `name`, in order. */
export function splitWords(name: string): readonly NameWord[] {
  return Array.from(name.matchAll(word), ({ 0: text, index }) => {
    const isInBrackets = text.startsWith('[') || text.startsWith('(');
    return { text: isInBrackets ? text.slice(1, -1) : text, start: index, isInBrackets };
  });
}

/** What the library tells from a single word; the rest of what it knows needs a whole name. */
const readWord = getPartialParser([
  ...['resolution', 'quality', 'codec', 'bitDepth', 'hdr', 'threeD', 'audio', 'channels'],
  ...['editions', 'extended', 'unrated', 'uncensored', 'proper', 'repack', 'retail', 'convert'],
  ...['languages', 'dubbed', 'subbed', 'hardcoded', 'network', 'region', 'container', 'upscaled'],
]);

/** Words of releases that the library knows only beside others. */
const companionWord =
  /^(?:directors?|director’s|director's|cut|edition|version|special|final|theatrical|collectors?|audio|subs?|vision|ma|hd|limited|internal|read\.?nfo|hybrid|criterion|anniversary|open|matte|complete|documentary|it|ip|stan|xxx|[57]1|half-?[a-z]{2,3}|h-?sbs|h-?ou)$/i;

/** The library's patterns are no match for hostile text; its longest word is far shorter than this. */
const maxWordLength = 24;

/** Whether release groups add `text`, a word or the content of a bracket, to a title: quality, language, edition … */
export function isReleaseWord(text: string): boolean {
  if (/\s/.test(text)) return text.split(/\s+/).every(isReleaseWord);
  // What follows the dash of `x264-GROUP` is the group's name.
  const [first = ''] = text.split('-', 1);
  if (isTechnical(text) || isTechnical(first) || companionWord.test(text)) return true;
  if (text.length > maxWordLength) return false;
  const { title: _, ...known } = readWord(text);
  return Object.keys(known).length > 0;
}
