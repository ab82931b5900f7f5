// The sample tables of a track (ISO/IEC 14496-12, 8.6 and 8.7): when its samples are shown and where they lie.

import type { BudgetedFile } from '../budgeted-file.ts';
import { type Box, type Extent, findBox } from './box.ts';

/** A film at a variable rate for a day has 2 million frames. */
const MAX_TABLE_BYTES = 16 * 1024 * 1024;

/** How many samples there are, and the sum of their durations in the track's own units. */
export interface SampleTimes {
  readonly count: number;
  readonly units: number;
}

/** Sums up the time table of `table`, a `stbl` box; nothing in a file that has all its samples in fragments. */
export function readSampleTimes(file: BudgetedFile, table: Extent): SampleTimes {
  let count = 0;
  let units = 0;
  for (const [samples, each] of timeEntries(file, table)) {
    count += samples;
    units += samples * each;
  }
  return { count, units };
}

/** A sample of a track with its time in the track's own units. */
export interface Sample extends Extent {
  readonly time: number;
  readonly duration: number;
}

/** The first `limit` samples, where each lies in a place of its own or behind the one before it. */
export function* readSamples(file: BudgetedFile, table: Extent, limit: number): Generator<Sample> {
  const offsets = readChunkOffsets(file, table);
  const sizes = readSampleSizes(file, table);
  const times = sampleTimes(file, table);
  let made = 0;
  for (const { offset, samples } of chunks(file, table, offsets)) {
    let start = offset;
    for (let index = 0; index < samples && made < limit; index += 1) {
      const size = sizes(made);
      const next = times.next();
      if (size === undefined || next.done === true) return;
      yield { start, end: start + size, ...next.value };
      start += size;
      made += 1;
    }
  }
}

function readTable(file: BudgetedFile, table: Extent, type: string): Buffer | undefined {
  const box: Box | undefined = findBox(file, table, type);
  if (!box) return undefined;
  if (box.end - box.start > MAX_TABLE_BYTES) throw new Error('has too large a sample table');
  return file.read(box.start, box.end);
}

/** Pairs of a number of samples and the duration of each. */
function* timeEntries(
  file: BudgetedFile,
  table: Extent,
): Generator<readonly [samples: number, duration: number]> {
  const bytes = readTable(file, table, 'stts');
  if (!bytes) throw new Error('has an incomplete track');
  const entries = Math.min(bytes.readUInt32BE(4), Math.floor((bytes.length - 8) / 8));
  for (let at = 8; at < 8 + entries * 8; at += 8) {
    yield [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)];
  }
}

function* sampleTimes(file: BudgetedFile, table: Extent) {
  let time = 0;
  for (const [samples, duration] of timeEntries(file, table)) {
    for (let index = 0; index < samples; index += 1) {
      yield { time, duration };
      time += duration;
    }
  }
}

function readSampleSizes(file: BudgetedFile, table: Extent): (index: number) => number | undefined {
  const bytes = readTable(file, table, 'stsz');
  if (!bytes) return () => undefined;
  const common = bytes.readUInt32BE(4);
  const count = bytes.readUInt32BE(8);
  return (index) => {
    if (index >= count) return undefined;
    const at = 12 + index * 4;
    if (common > 0) return common;
    return at + 4 <= bytes.length ? bytes.readUInt32BE(at) : undefined;
  };
}

function readChunkOffsets(file: BudgetedFile, table: Extent): readonly number[] {
  const short = readTable(file, table, 'stco');
  const bytes = short ?? readTable(file, table, 'co64');
  if (!bytes) return [];
  const width = short ? 4 : 8;
  const count = Math.min(bytes.readUInt32BE(4), Math.floor((bytes.length - 8) / width));
  return Array.from({ length: count }, (_, index) => {
    const at = 8 + index * width;
    return short ? bytes.readUInt32BE(at) : Number(bytes.readBigUInt64BE(at));
  });
}

/** Each entry of `stsc` says how many samples the chunks from one on have, counted from 1. */
function* chunks(file: BudgetedFile, table: Extent, offsets: readonly number[]) {
  const bytes = readTable(file, table, 'stsc');
  if (!bytes) return;
  const entries = Math.min(bytes.readUInt32BE(4), Math.floor((bytes.length - 8) / 12));
  let entry = 0;
  for (const [index, offset] of offsets.entries()) {
    while (entry + 1 < entries && bytes.readUInt32BE(8 + (entry + 1) * 12) <= index + 1) entry += 1;
    if (entries === 0) return;
    yield { offset, samples: bytes.readUInt32BE(8 + entry * 12 + 4) };
  }
}
