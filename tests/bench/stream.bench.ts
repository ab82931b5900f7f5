// How fast streams are and what they leave behind: `npm run bench:stream`, or `npm run bench:stream -- seeking 10` for a
// part, with the seconds that its clients seek.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printBenchReport, type BenchRow } from './report.ts';
import { benchFirstByte } from './stream/first-byte.ts';
import { benchPlayback } from './stream/playback.ts';
import { benchSeeking } from './stream/seeking.ts';
import { benchThroughput } from './stream/throughput.ts';

const SEEKING_S = 60;

const asked = process.argv.slice(2);
const seconds = Number(asked.find((word) => /^\d+$/.test(word)) ?? SEEKING_S);
const names = asked.filter((word) => !/^\d+$/.test(word));

/** Each is given an empty folder. */
const parts: Readonly<Record<string, (folder: string) => Promise<readonly BenchRow[]>>> = {
  'first-byte': benchFirstByte,
  throughput: benchThroughput,
  seeking: async (folder) => await benchSeeking(folder, seconds),
  playback: benchPlayback,
};

const unknown = names.filter((name) => !(name in parts));
if (unknown.length > 0) {
  throw new Error(
    `no part is called ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`,
  );
}

const rows: BenchRow[] = [];
for (const [name, bench] of Object.entries(parts)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const folder = await mkdtemp(join(tmpdir(), 'reeldex-bench-'));
  try {
    rows.push(...(await bench(folder)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
printBenchReport('stream', rows);
