// Finds the end of a name that is about the file (`1080p.BluRay.x264-GROUP`), as release groups write it. Reads no title.

import { isNameLike } from '../name/name-like.ts';
import { isReleaseWord, splitWords, type NameWord } from './release-words.ts';
import { isTechnical, markKind } from './technical-words.ts';

/** A name, and where the words begin that are about the file. */
export interface SplitRelease {
  readonly name: string;
  /** Without spaces, as most releases are. */
  readonly isDotted: boolean;
  /** The words before those about the file. */
  readonly head: readonly NameWord[];
  /** Index in the name where the words about the file begin; its length when there are none. */
  readonly tailStart: number;
  /** How many of those words are resolutions or sources, and how many are video codecs. */
  readonly releaseMarkCount: number;
  readonly codecCount: number;
  /** It ends with the checksum of the file, `[1A2B3C4D]`, as groups of animation write it. */
  readonly hasChecksum: boolean;
}

/** A word after so many about the file is the name of the group. */
const wordsBeforeGroup = 3;

function isChecksum(word: NameWord | undefined): boolean {
  return word?.isInBrackets === true && /^[0-9A-F]{8}$/.test(word.text);
}

/** Whether the last of `words` is the group's name or the file's checksum. */
function endsWithGroup(words: readonly NameWord[]): boolean {
  const last = words.at(-1);
  const before = words.at(-2);
  if (last === undefined || before === undefined || isReleaseWord(last.text)) return false;
  if (last.isInBrackets) {
    return isChecksum(last) || (before.isInBrackets && isReleaseWord(before.text));
  }
  const others = words.slice(-1 - wordsBeforeGroup, -1);
  return (
    others.length === wordsBeforeGroup &&
    others.every(({ text }) => isReleaseWord(text)) &&
    isNameLike(last.text)
  );
}

function marksOf(word: NameWord) {
  return word.text.split(/\s+/).flatMap((text) => markKind(text) ?? []);
}

/** Whether a resolution, a source or a codec is in the word or in the brackets. */
export function hasMark(word: NameWord): boolean {
  return marksOf(word).length > 0;
}

/** A word in capitals, as only releases have `GERMAN.DL.1080p` after a title that is not. Short ones may be a country's. */
function isShouted({ text, isInBrackets }: NameWord): boolean {
  return (
    !isInBrackets && (/^\p{Lu}{3}/u.test(text) || (/^\p{Lu}{2}$/u.test(text) && isTechnical(text)))
  );
}

/** The words at the end that are about the file, from the first mark on and the shouted words before it. */
function findTail(words: readonly NameWord[]): readonly NameWord[] {
  const end = endsWithGroup(words) ? words.length - 1 : words.length;
  const firstOfRun = words.slice(0, end).findLastIndex(({ text }) => !isReleaseWord(text)) + 1;
  const run = words.slice(firstOfRun, end);
  const firstMark = run.findIndex(hasMark);
  if (firstMark < 0) return [];
  const lastCalm = run.slice(0, firstMark).findLastIndex((word) => !isShouted(word));
  const hasCalmHead = words.slice(0, firstOfRun).some(({ text }) => /\p{Ll}/u.test(text));
  return run.slice(hasCalmHead ? lastCalm + 1 : firstMark);
}

/**
 * Splits a clean name before the words at its end that are about the file. They begin with a mark that no title has, a
 * resolution, a source or a codec, or with words in capitals before it, so that `French` and `Web` stay.
 */
export function splitRelease(name: string): SplitRelease {
  const words = splitWords(name);
  // Most names have no mark; asking what their words are costs more than all the rest.
  const tail = words.some(hasMark) ? findTail(words) : [];
  const tailStart = tail[0]?.start ?? name.length;
  const marks = tail.flatMap(marksOf);
  return {
    name,
    isDotted: !name.includes(' '),
    head: words.filter(({ start }) => start < tailStart),
    tailStart,
    releaseMarkCount: marks.filter((kind) => kind === 'release').length,
    codecCount: marks.filter((kind) => kind === 'codec').length,
    hasChecksum: isChecksum(words.at(-1)),
  };
}
