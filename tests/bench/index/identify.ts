// Identifying files against reading the same bytes.

import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { identityChunks } from '../../../indexer/identify/identify-file.ts';
import { createIdentifier } from '../../../indexer/identify/identifier.ts';
import { atMost, type BenchRow, measured } from '../report.ts';
import { forEachAtOnce, sideBySide } from '../side-by-side.ts';

const FILES = 10_000;
const CONCURRENCY = 4;
const ROUNDS = 5;

/** Files of 20 kB to 4 MB, sparse but for their beginning: memory and disk have to hold what is read of them only. */
export async function benchIdentify(folder: string): Promise<readonly BenchRow[]> {
  const paths = Array.from({ length: FILES }, (_, number) => join(folder, `${number}.mp4`));
  await forEachAtOnce(paths.entries(), CONCURRENCY, ([number, path]) => makeFile(path, number));
  const identifier = createIdentifier();
  const times = await sideBySide(ROUNDS, {
    identify: () => forEachAtOnce(paths, CONCURRENCY, (path) => identifier.identify(path)),
    read: () => forEachAtOnce(paths, CONCURRENCY, readChunks),
  });
  await identifier.close();
  const rate = (ms: number) => (FILES / ms) * 1000;
  const of = `${FILES} files, ${CONCURRENCY} at once`;
  return [
    measured({ work: `identify, ${of}`, value: rate(times.identify), unit: 'files/s' }),
    measured({ work: `read the same bytes, ${of}`, value: rate(times.read), unit: 'files/s' }),
    atMost(1.5, {
      work: 'identify, of reading the same bytes',
      value: times.identify / times.read,
      unit: 'times',
    }),
  ];
}

async function makeFile(path: string, number: number): Promise<void> {
  const file = await open(path, 'w');
  await file.write(`file ${number}`);
  await file.truncate(number % 4 === 0 ? 20_000 : 1_000_000 + (number % 3000) * 1000);
  await file.close();
}

async function readChunks(path: string): Promise<void> {
  const file = await open(path);
  const { size } = await file.stat();
  for (const { start, length } of identityChunks(size)) {
    await file.read(Buffer.allocUnsafe(length), 0, length, start);
  }
  await file.close();
}
