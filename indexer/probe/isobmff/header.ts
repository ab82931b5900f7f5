// What mediabunny does not tell, or only after unpacking all sample tables (half a second for a two-hour film), of an
// MP4 or QuickTime file: how long it is, how many frames its tracks have, its subtitles and its chapters.

import type { Chapter } from '../../../core/contract/video.ts';
import type { BudgetedFile } from '../budgeted-file.ts';
import { type Box, boxesIn, findBox } from './box.ts';
import { readIsobmffChapters } from './chapters.ts';
import { readFragments } from './fragments.ts';
import { type IsobmffTrack, readIsobmffTrack } from './track.ts';

/** The movie header; see {@link readIsobmffHeader}. */
export interface IsobmffHeader {
  /** Of the presentation, edits applied; the samples of a track agree with it. */
  readonly durationS: number;
  /** In the file's order. */
  readonly tracks: readonly IsobmffTrack[];
  readonly chapters: readonly Chapter[];
}

/** @throws Error when the file is not as it should be, or claims a duration that none of its tracks has. */
export function readIsobmffHeader(file: BudgetedFile): IsobmffHeader {
  const movie = findBox(file, { start: 0, end: file.sizeBytes }, 'moov');
  if (!movie) throw new Error('has no movie header');
  const header = findBox(file, movie, 'mvhd');
  if (!header) throw new Error('has no movie duration');
  const { timescale, claimedS } = readMovieTimes(file, header);
  const fragments = readFragments(file, movie);
  const tracks = [...boxesIn(file, movie)]
    .filter((box) => box.type === 'trak')
    .map((track) => readIsobmffTrack(file, track, { movieTimescale: timescale, fragments }));
  const presented = tracks.map(({ presentedS }) => presentedS);
  const durationS = fragments.size > 0 ? Math.max(...presented) : claimedS;
  if (!presented.some((trackS) => isAbout(trackS, durationS))) {
    throw new Error('has nothing that lasts as long as it claims');
  }
  return { durationS, tracks, chapters: readIsobmffChapters(file, movie, tracks, durationS) };
}

function isAbout(trackS: number, durationS: number): boolean {
  return Math.abs(durationS - trackS) <= Math.max(1, durationS / 20);
}

/** Version, flags and two dates, then the timescale and the duration; the wide version has 64 bits for all but one. */
function readMovieTimes(file: BudgetedFile, header: Box) {
  const bytes = file.read(header.start, header.start + 32);
  const isWide = bytes[0] === 1;
  const timescale = bytes.readUInt32BE(isWide ? 20 : 12);
  const units = isWide ? Number(bytes.readBigUInt64BE(24)) : bytes.readUInt32BE(16);
  return { timescale, claimedS: units / timescale };
}
