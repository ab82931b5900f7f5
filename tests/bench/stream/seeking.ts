// Many viewers who jump about in one film: errors, memory, and file handles that stay open.

import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { atMost, measured, type BenchRow } from '../report.ts';
import { ServedFile } from './served-file.ts';

const CLIENTS = 200;
const SIZE_BYTES = 8 * 1024 ** 3;
/** A viewer looks at a place for at most so much. */
const MOST_READ_BYTES = 4 * 1024 ** 2;
const SAMPLE_MS = 100;
/** How long after the last client left handles may be open. */
const CLOSING_MS = 1000;

/** 200 clients seek at random for `seconds`. */
export async function benchSeeking(folder: string, seconds: number): Promise<readonly BenchRow[]> {
  const path = join(folder, 'film.mp4');
  const file = await open(path, 'w');
  await file.truncate(SIZE_BYTES);
  await file.close();
  const served = await ServedFile.byReeldex(path);
  try {
    await look(served);
    const memoryMb = served.memoryMb;
    const untilMs = performance.now() + seconds * 1000;
    const peak = watchMemory(served, untilMs);
    const viewers = Array.from({ length: CLIENTS }, async () => await seekAbout(served, untilMs));
    const viewed = await Promise.all(viewers);
    const grownMb = (await peak) - memoryMb;
    await delay(CLOSING_MS);
    const work = `${CLIENTS} clients that seek for ${seconds} s`;
    const total = (name: 'looks' | 'errors') => viewed.reduce((sum, each) => sum + each[name], 0);
    return [
      measured({ work: `${work}: seeks`, value: total('looks') / seconds, unit: 'seeks/s' }),
      atMost(0, { work: `${work}: errors`, value: total('errors'), unit: 'errors' }),
      atMost(100, { work: `${work}: growth of memory`, value: grownMb, unit: 'MB' }),
      atMost(0, { work: `${work}: open handles`, value: served.openHandles, unit: 'handles' }),
    ];
  } finally {
    await served.stop();
  }
}

async function seekAbout(served: ServedFile, untilMs: number) {
  const seen = { looks: 0, errors: 0 };
  while (performance.now() < untilMs) {
    try {
      await look(served);
      seen.looks += 1;
    } catch {
      seen.errors += 1;
    }
  }
  return seen;
}

/** Asks for all from a random place on, as browsers do, reads a little of it and leaves. */
async function look({ port, urlPath }: ServedFile): Promise<void> {
  const startByte = Math.floor(Math.random() * SIZE_BYTES);
  const wantedBytes = Math.min(Math.random() * MOST_READ_BYTES, SIZE_BYTES - startByte);
  const headers = { Range: `bytes=${startByte}-` };
  const request = get({ host: '127.0.0.1', port, path: urlPath, agent: false, headers });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const told = response.headers['content-range'];
  if (told !== `bytes ${startByte}-${SIZE_BYTES - 1}/${SIZE_BYTES}`)
    throw new Error(`a seek to ${startByte} was answered with ${String(told)}`);
  let bytes = 0;
  for await (const chunk of response) {
    bytes += (chunk as Buffer).length;
    // Leaving the loop destroys the response, and its connection with it.
    if (bytes >= wantedBytes) return;
  }
  throw new Error(`a stream ended after ${bytes} bytes`);
}

async function watchMemory(served: ServedFile, untilMs: number): Promise<number> {
  let peakMb = 0;
  while (performance.now() < untilMs) {
    peakMb = Math.max(peakMb, served.memoryMb);
    await delay(SAMPLE_MS);
  }
  return peakMb;
}
