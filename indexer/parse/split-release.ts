// Finds the end of a name that is about the file (`1080p.BluRay.x264-GROUP`), as release groups write it. Reads no title.

import { isNameLike } from './name-like.ts';
import { isReleaseWord, splitWords, type NameWord } from './release-words.ts';
import { markKind } from './technical-words.ts';

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

/**
 * Splits a clean name before the words at its end that are about the file. They begin with a mark that no title has, a
 * resolution, a source or a codec, so that `French` and `Web` before it stay.
 */
export function splitRelease(name: string): SplitRelease {
  const words = splitWords(name);
  const end = endsWithGroup(words) ? words.length - 1 : words.length;
  const firstOther = words.slice(0, end).findLastIndex(({ text }) => !isReleaseWord(text));
  const run = words.slice(firstOther + 1, end);
  const firstMark = run.findIndex(hasMark);
  const tail = firstMark < 0 ? [] : run.slice(firstMark);
  const tailStart = tail[0]?.start ?? name.length;
  const marks = tail.flatMap(marksOf);
  return {
    name,
    isDotted: !name.includes(' '),
    head: words.slice(0, end).filter(({ start }) => start < tailStart),
    tailStart,
    releaseMarkCount: marks.filter((kind) => kind === 'release').length,
    codecCount: marks.filter((kind) => kind === 'codec').length,
    hasChecksum: isChecksum(words.at(-1)),
  };
}
