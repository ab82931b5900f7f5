// How fast the indexer is and what memory it takes: `npm run bench:index`, or `npm run bench:index -- rescan publish` for parts.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchFirstScan } from './index/first-scan.ts';
import { benchIdentify } from './index/identify.ts';
import { benchMemory } from './index/memory.ts';
import { benchProbe } from './index/probe.ts';
import { benchPublish } from './index/publish.ts';
import { benchRescan } from './index/rescan.ts';
import { type BenchRow, printBenchReport } from './report.ts';

/** Each is given an empty folder. */
const parts: Readonly<Record<string, (folder: string) => Promise<readonly BenchRow[]>>> = {
  probe: benchProbe,
  rescan: benchRescan,
  identify: benchIdentify,
  publish: benchPublish,
  memory: benchMemory,
  'first-scan': benchFirstScan,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  throw new Error(
    `no part is called ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`,
  );
}

const rows: BenchRow[] = [];
for (const [name, bench] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const folder = await mkdtemp(join(tmpdir(), 'reeldex-bench-'));
  try {
    rows.push(...(await bench(folder)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
printBenchReport('index', rows);
