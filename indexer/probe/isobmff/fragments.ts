// The times of movie fragments (ISO/IEC 14496-12, 8.8): recorders and streaming sites write films in such pieces.

import type { BudgetedFile } from '../budgeted-file.ts';
import { type Box, boxesIn, findBox } from './box.ts';
import type { SampleTimes } from './sample-table.ts';

/** What a track's fragments hold so far. */
interface FragmentSpan {
  count: number;
  /** In the track's own units. */
  start: number | undefined;
  end: number;
}

const flags = {
  baseDataOffset: 0x1,
  sampleDescription: 0x2,
  sampleDuration: 0x8,
  runDataOffset: 0x1,
  runFirstFlags: 0x4,
  runDurations: 0x100,
  runSizes: 0x200,
  runFlags: 0x400,
  runOffsets: 0x800,
} as const;

/**
 * The samples in fragments by track, from the time of the first to the end of the last: empty for a file without.
 *
 * @throws Error where a fragment is damaged.
 */
export function readFragments(file: BudgetedFile, movie: Box): ReadonlyMap<number, SampleTimes> {
  const extension = findBox(file, movie, 'mvex');
  if (!extension) return new Map();
  const usual = readUsualDurations(file, extension);
  const spans = new Map<number, FragmentSpan>();
  for (const box of boxesIn(file, { start: 0, end: file.sizeBytes })) {
    if (box.type !== 'moof') continue;
    for (const part of boxesIn(file, box)) {
      if (part.type === 'traf') addTrackFragment(file, part, usual, spans);
    }
  }
  return new Map(
    [...spans].map(([track, { count, start = 0, end }]) => [track, { count, units: end - start }]),
  );
}

/** The duration that samples have unless their fragment says otherwise, by track. */
function readUsualDurations(file: BudgetedFile, extension: Box): ReadonlyMap<number, number> {
  const defaults = [...boxesIn(file, extension)].filter(({ type }) => type === 'trex');
  return new Map(
    defaults.map(({ start }) => {
      const bytes = file.read(start, start + 16);
      return [bytes.readUInt32BE(4), bytes.readUInt32BE(12)] as const;
    }),
  );
}

function addTrackFragment(
  file: BudgetedFile,
  fragment: Box,
  usual: ReadonlyMap<number, number>,
  spans: Map<number, FragmentSpan>,
): void {
  const boxes = [...boxesIn(file, fragment)];
  const header = boxes.find(({ type }) => type === 'tfhd');
  if (!header) throw new Error('has a damaged fragment');
  const { track, duration } = readFragmentHeader(file.read(header.start, header.end));
  const span = spans.get(track) ?? { count: 0, start: undefined, end: 0 };
  spans.set(track, span);
  const time = boxes.find(({ type }) => type === 'tfdt');
  if (time) span.end = readDecodeTime(file.read(time.start, time.end));
  span.start ??= span.end;
  for (const { type, start, end } of boxes) {
    if (type !== 'trun') continue;
    const run = readRun(file.read(start, end), duration ?? usual.get(track) ?? 0);
    span.count += run.count;
    span.end += run.units;
  }
}

/** The low 24 bits of what every such box begins with. */
function flagsOf(bytes: Buffer): number {
  return bytes.readUIntBE(1, 3);
}

function readFragmentHeader(bytes: Buffer) {
  const has = flagsOf(bytes);
  const at = 8 + (has & flags.baseDataOffset ? 8 : 0) + (has & flags.sampleDescription ? 4 : 0);
  const duration = has & flags.sampleDuration ? bytes.readUInt32BE(at) : undefined;
  return { track: bytes.readUInt32BE(4), duration };
}

function readDecodeTime(bytes: Buffer): number {
  return bytes[0] === 1 ? Number(bytes.readBigUInt64BE(4)) : bytes.readUInt32BE(4);
}

function readRun(bytes: Buffer, usualDuration: number): SampleTimes {
  const has = flagsOf(bytes);
  const count = bytes.readUInt32BE(4);
  if (!(has & flags.runDurations)) return { count, units: count * usualDuration };
  const fields = [flags.runDurations, flags.runSizes, flags.runFlags, flags.runOffsets];
  const width = 4 * fields.filter((field) => has & field).length;
  let at = 8 + (has & flags.runDataOffset ? 4 : 0) + (has & flags.runFirstFlags ? 4 : 0);
  let units = 0;
  for (let index = 0; index < count; index += 1, at += width) units += bytes.readUInt32BE(at);
  return { count, units };
}
