// What mediabunny does not tell, or only after unpacking all sample tables (half a second for a two-hour film), of an
// MP4 or QuickTime file: its duration, its frame rate and whether it has more than pictures and sound.
// Box layouts: ISO/IEC 14496-12, and the QuickTime File Format Specification for `chpl` and the handler types.

import type { BudgetedFile } from './budgeted-file.ts';

/** The parts of the movie header that are needed; see {@link readIsobmffHeader}. */
export interface IsobmffHeader {
  /** Of the presentation, edits applied. */
  readonly durationS: number;
  /** Of each video track, in the file's order. */
  readonly videoTracks: readonly SampleTimes[];
  /** There are subtitles or chapters, which this does not read. */
  readonly hasText: boolean;
}

/** The sum of a track's sample durations. */
export interface SampleTimes {
  readonly count: number;
  readonly durationS: number;
}

interface Box {
  readonly type: string;
  /** Of the content, in bytes from the beginning of the file. */
  readonly start: number;
  readonly end: number;
}

const textHandlers: ReadonlySet<string> = new Set(['text', 'sbtl', 'subt', 'subp', 'clcp']);
/** A film at a variable rate for a day has 2 million frames. */
const MAX_TIME_TABLE_BYTES = 16 * 1024 * 1024;

/** @throws Error when the file is not as it should be, or is fragmented: its times are then spread over the file. */
export function readIsobmffHeader(file: BudgetedFile): IsobmffHeader {
  const movie = findBox(file, { start: 0, end: file.sizeBytes }, 'moov');
  if (!movie) throw new Error('has no movie header');
  if (findBox(file, movie, 'mvex')) throw new Error('is fragmented');
  const header = findBox(file, movie, 'mvhd');
  if (!header) throw new Error('has no movie duration');
  const tracks = [...boxesIn(file, movie)]
    .filter((box) => box.type === 'trak')
    .map((track) => readTrack(file, track));
  return {
    durationS: readDuration(file, header),
    videoTracks: tracks.flatMap((track) => (track.handler === 'vide' ? track.times : [])),
    hasText:
      findBox(file, movie, 'udta', 'chpl') !== undefined ||
      tracks.some((track) => textHandlers.has(track.handler)),
  };
}

interface TrackHeader {
  readonly handler: string;
  readonly times: SampleTimes;
}

function readTrack(file: BudgetedFile, track: Box): TrackHeader {
  const handler = findBox(file, track, 'mdia', 'hdlr');
  const media = findBox(file, track, 'mdia', 'mdhd');
  const table = findBox(file, track, 'mdia', 'minf', 'stbl', 'stts');
  if (!handler || !media || !table) throw new Error('has an incomplete track');
  // Version and flags, then a component type, then the handler type.
  const type = file.read(handler.start + 8, handler.start + 12).toString('latin1');
  return { handler: type, times: readSampleTimes(file, table, readTimescale(file, media)) };
}

function readSampleTimes(file: BudgetedFile, table: Box, timescale: number): SampleTimes {
  if (table.end - table.start > MAX_TIME_TABLE_BYTES) throw new Error('has too large a time table');
  const bytes = file.read(table.start, table.end);
  const entries = Math.min(bytes.readUInt32BE(4), Math.floor((bytes.length - 8) / 8));
  let count = 0;
  let units = 0;
  for (let entry = 0; entry < entries; entry += 1) {
    const samples = bytes.readUInt32BE(8 + entry * 8);
    count += samples;
    units += samples * bytes.readUInt32BE(12 + entry * 8);
  }
  return { count, durationS: units / timescale };
}

/** Both `mvhd` and `mdhd` begin with version, flags, two dates, the timescale and the duration. */
function readTimescale(file: BudgetedFile, header: Box): number {
  const bytes = file.read(header.start, header.start + 24);
  return bytes.readUInt32BE(bytes[0] === 1 ? 20 : 12);
}

function readDuration(file: BudgetedFile, header: Box): number {
  const bytes = file.read(header.start, header.start + 32);
  const units = bytes[0] === 1 ? Number(bytes.readBigUInt64BE(24)) : bytes.readUInt32BE(16);
  return units / readTimescale(file, header);
}

/** The first box of that path below another, or undefined. */
function findBox(
  file: BudgetedFile,
  parent: Pick<Box, 'start' | 'end'>,
  ...path: readonly string[]
): Box | undefined {
  let found: Box | undefined;
  for (const type of path) {
    found = boxesIn(file, found ?? parent).find((box) => box.type === type);
    if (!found) return undefined;
  }
  return found;
}

function* boxesIn(
  file: BudgetedFile,
  parent: Pick<Box, 'start' | 'end'>,
): Generator<Box, undefined, void> {
  let at = parent.start;
  while (at + 8 <= parent.end) {
    const header = file.read(at, Math.min(at + 16, parent.end));
    const short = header.readUInt32BE(0);
    const isLong = short === 1 && header.length === 16;
    const size = isLong ? Number(header.readBigUInt64BE(8)) : short;
    const headerBytes = isLong ? 16 : 8;
    // A size of 0 means: to the end of the file.
    const end = short === 0 ? parent.end : at + size;
    if (end < at + headerBytes || end > parent.end) return;
    yield { type: header.toString('latin1', 4, 8), start: at + headerBytes, end };
    at = end;
  }
}
