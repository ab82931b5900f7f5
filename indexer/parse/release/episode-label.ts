// Finds what tells an episode from the others of its show: `S02E05`, `1x02`, a date, a number. Reads no title.

import { readDateAt } from '../field/release-date.ts';
import type { SplitRelease } from './split-release.ts';

/** The label of an episode, and where it stands in the name. */
export interface EpisodeLabel {
  /** As it is shown: `S02E05`, `1x02`, `2019-04-28`, `05`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** `YYYY-MM-DD`, for a show that has dates for numbers. */
  readonly released?: string;
}

const season = /(?<![\p{L}\p{N}])s\d{1,3}[ ._]?e\d{1,4}(?:-?e\d{1,4}|-\d{2,3})*(?![\p{L}\p{N}])/iu;
const crossed = /(?<=(?:^|[-._]) ?)\d{1,2}x\d{2}(?![\p{L}\p{N}])/iu;
const crossedAfterDash = /(?<=- ?)\d{1,2}x\d{2}(?![\p{L}\p{N}])/iu;
const day = /(?<![\p{L}\p{N}])\d{4}([._-])\d\d\1\d\d(?!\d)/u;
const numbered = /(?<=[ _]-[ _])(\d{2,4})(?:v\d)?(?=[ _]?[[(])/u;

function findDay(name: string): EpisodeLabel | undefined {
  const start = day.exec(name)?.index ?? name.length;
  const reading = readDateAt(name, start);
  return reading && { text: reading.isoDate, released: reading.isoDate, start, end: reading.end };
}

function find(pattern: RegExp, name: string): EpisodeLabel | undefined {
  const found = pattern.exec(name);
  if (found === null) return undefined;
  const [whole, text = whole] = found;
  const label = text.replace(/[ ._]/g, '').toUpperCase().replace('X', 'x');
  return { text: label, start: found.index, end: found.index + whole.length };
}

/**
 * The label in a release's name. `S02E05` is one anywhere; `1x02` after a dash, or as a date (`2019.04.28`) in a name
 * without spaces that ends as releases do; a bare number (`- 05 [1080p][1A2B3C4D]`) only where a checksum ends the name.
 */
export function findEpisodeLabel(release: SplitRelease): EpisodeLabel | undefined {
  const { name, isDotted, tailStart } = release;
  const isFile = isDotted && tailStart < name.length;
  const certain = find(season, name) ?? find(crossedAfterDash, name);
  if (certain !== undefined) return certain;
  if (release.hasChecksum) return find(numbered, name);
  return isFile ? (find(crossed, name) ?? findDay(name)) : undefined;
}
