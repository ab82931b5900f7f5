// A scan of a library in which nothing changed, against a walk with `find`.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { runScan } from '../../../indexer/scan/run-scan.ts';
import { atMost, type BenchRow, measured } from '../report.ts';
import { type KnownLibrary, makeKnownLibrary } from './known-library.ts';
import { sideBySide } from '../side-by-side.ts';

const FILES = 100_000;
const ROUNDS = 5;

/** 100,000 files in 1,000 folders, with a warm cache. */
export async function benchRescan(folder: string): Promise<readonly BenchRow[]> {
  const library = await makeKnownLibrary(folder, FILES);
  const times = await sideBySide(ROUNDS, {
    rescan: () => rescan(library),
    find: () => find(library.root),
  });
  await library.catalogue.destroy();
  const of = `${FILES} unchanged files`;
  return [
    measured({ work: `rescan, ${of}`, value: times.rescan, unit: 'ms' }),
    measured({ work: `find with sizes and times, ${of}`, value: times.find, unit: 'ms' }),
    atMost(3, { work: 'rescan, of find', value: times.rescan / times.find, unit: 'times' }),
  ];
}

async function rescan({ parts }: KnownLibrary): Promise<void> {
  await parts.scans.request({ requestedBy: 'person', mode: 'new' });
  const scan = await parts.scans.claim('bench');
  if (scan === undefined) throw new Error('there is no scan to run');
  await runScan(scan, parts, new AbortController().signal);
  const { state, found, added, changed, missing } = (await parts.scans.find(scan.id)) ?? scan;
  if (state !== 'done' || found !== FILES || added + changed + missing > 0) {
    throw new Error(`the rescan was ${state} with ${found} files found`);
  }
}

async function find(root: string): Promise<void> {
  const args = [root, '-type', 'f', '-printf', '%p %s %T@\\n'];
  const child = spawn('find', args, { stdio: 'ignore' });
  await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error(`find exited with ${String(child.exitCode)}`);
}
