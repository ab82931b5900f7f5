// Cuts from a name the end that is about the file, with the year before it, as names of films have it.

import { isReleaseWord } from './release-words.ts';
import { parseYear, readDateAt } from '../field/release-date.ts';
import { hasMark, splitRelease, type SplitRelease } from './split-release.ts';
import { isTechnical } from './technical-words.ts';

/** What is left of a name, and what the cut part says of the release. */
export interface CutName {
  readonly rest: string;
  /** 1880 to 2099. */
  readonly year?: number;
  /** `YYYY-MM-DD`. */
  readonly released?: string;
}

/** Brackets at the end, `[1080p x265]`; the words of a quality that no title has in brackets. */
const bracketsAtEnd = /\s*(?:\[([^[\]]*)\]|\(([^()]*)\))$/;
const qualityWord = /(?:^|\s)(?:\d{3,4}[pi]\d{0,3}|[248]k|f?hd|uhd|hdr\d*|\d{2,3}fps)(?:\s|$)/i;

/** The year or the date that ends the head, but for words about the file: `Some.Movie.2019.EXTENDED.German`. */
function findYear({ name, head }: SplitRelease) {
  const index = head.findLastIndex(({ text }) => !isReleaseWord(text));
  const word = index > 0 ? head[index] : undefined;
  const year = word === undefined ? undefined : parseYear(word.text);
  if (word === undefined || year === undefined) return undefined;
  for (const { start } of head.slice(Math.max(1, index - 2), index)) {
    const date = readDateAt(name, start);
    if (date?.end === word.start + word.text.length) return { released: date.isoDate, start };
  }
  return { year, start: word.start };
}

/**
 * Cuts a name that ends as those of releases do; undefined for others. With spaces, a resolution or a source alone is not
 * enough (`Learn Python 1080p`): another mark or a year has to stand beside it.
 */
export function cutRelease(release: SplitRelease): CutName | undefined {
  const { name, head, tailStart, releaseMarkCount, codecCount, isDotted } = release;
  if (tailStart === name.length) return undefined;
  // What has marks elsewhere speaks of them: `Comparison.of.720p.vs.1080p`.
  if (head.some(hasMark)) return undefined;
  const { start = tailStart, ...when } = findYear(release) ?? {};
  const hasYear = start < tailStart;
  const isRelease = isDotted
    ? releaseMarkCount > 0 || (codecCount > 0 && hasYear)
    : releaseMarkCount > 0 && (releaseMarkCount + codecCount > 1 || hasYear);
  const rest = name.slice(0, start).trimEnd();
  return isRelease && /[\p{L}\p{N}]/u.test(rest) ? { rest, ...when } : undefined;
}

/** A clean name without brackets at its end that only tell the quality. */
function cutBrackets(name: string): string {
  const [whole, square, round] = bracketsAtEnd.exec(name) ?? [];
  const inner = square ?? round;
  if (whole === undefined || inner === undefined || whole.length === name.length) return name;
  if (!qualityWord.test(inner) || !isTechnical(inner)) return name;
  return cutBrackets(name.slice(0, -whole.length));
}

/** A clean name without what its end says of the file, be it a release's or `[1080p x265]`; most names stay as they are. */
export function cutQuality(name: string): CutName {
  return cutRelease(splitRelease(name)) ?? { rest: cutBrackets(name) };
}
