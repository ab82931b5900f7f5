// How long a stream takes to its first byte, at the start of a file and far into it.

import { open } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { sideBySide } from '../side-by-side.ts';
import { atMost, type BenchRow } from '../report.ts';
import { ServedFile } from './served-file.ts';

const GIB = 1024 ** 3;
const ROUNDS = 101;

/** A seek to 90 % of sparse files. */
export async function benchFirstByte(folder: string): Promise<readonly BenchRow[]> {
  const work = (gib: number) => `first byte at 90 % of a sparse ${gib} GiB file, of offset 0`;
  return [
    atMost(3, { work: work(8), value: await seekRatio(folder, 8 * GIB), unit: 'times' }),
    atMost(1.5, { work: work(64), value: await seekRatio(folder, 64 * GIB), unit: 'times' }),
  ];
}

/** How many times as long a seek to 90 % takes as the start, measured in turns. */
async function seekRatio(folder: string, sizeBytes: number): Promise<number> {
  const path = join(folder, `${sizeBytes}.mp4`);
  const file = await open(path, 'w');
  await file.truncate(sizeBytes);
  await file.close();
  const served = await ServedFile.byReeldex(path);
  try {
    const { start, far } = await sideBySide(ROUNDS, {
      start: async () => await readFirstByte(served, 0),
      far: async () => await readFirstByte(served, Math.floor(sizeBytes * 0.9)),
    });
    return far / start;
  } finally {
    await served.stop();
  }
}

async function readFirstByte(
  { port, urlPath: path }: ServedFile,
  startByte: number,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const headers = { Range: `bytes=${startByte}-` };
  const request = get({ host: '127.0.0.1', port, path, agent: false, headers }, (response) => {
    response.once('data', () => {
      resolve(undefined);
      request.destroy();
    });
  });
  request.once('error', reject);
  await promise;
}
