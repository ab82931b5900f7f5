// How long a stream takes to its first byte, at the start of a file and far into it.

import { once } from 'node:events';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Koa from 'koa';
import pino from 'pino';
import { FileStreamer } from '../../server/streaming/file-streamer.ts';
import { atMost, percentile, printBenchReport } from './report.ts';

const GIB = 1024 ** 3;
const ROUNDS = 101;

/** Serves a sparse file of `sizeBytes` while `measure` runs. */
async function withStream(
  sizeBytes: number,
  measure: (url: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'reeldex-bench-'));
  const path = join(folder, 'sparse.mp4');
  const file = await open(path, 'w');
  await file.truncate(sizeBytes);
  await file.close();
  const streamer = new FileStreamer(pino({ level: 'silent' }));
  const app = new Koa();
  app.silent = true;
  app.use(async (ctx) => await streamer.send(ctx, { path, tag: 'bench', mediaType: 'video/mp4' }));
  const answer = app.callback();
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    await measure(`http://127.0.0.1:${port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  }
}

/** Milliseconds from the request to the first byte of the body. */
async function firstByteMs(url: string, startByte: number): Promise<number> {
  const startedMs = performance.now();
  return await new Promise((resolve, reject) => {
    const request = get(
      url,
      { agent: false, headers: { Range: `bytes=${startByte}-` } },
      (response) => {
        response.once('data', () => {
          resolve(performance.now() - startedMs);
          request.destroy();
        });
      },
    );
    request.once('error', reject);
  });
}

/** How many times as long a seek to 90 % takes as the start, measured in turns. */
async function seekRatio(sizeBytes: number): Promise<number> {
  const start: number[] = [];
  const far: number[] = [];
  await withStream(sizeBytes, async (url) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      start.push(await firstByteMs(url, 0));
      far.push(await firstByteMs(url, Math.floor(sizeBytes * 0.9)));
    }
  });
  return percentile(far, 0.5) / percentile(start, 0.5);
}

printBenchReport('stream', [
  atMost(3, {
    work: 'first byte at 90 % of a sparse 8 GiB file, of offset 0',
    value: await seekRatio(8 * GIB),
    unit: 'times',
  }),
  atMost(1.5, {
    work: 'first byte at 90 % of a sparse 64 GiB file, of offset 0',
    value: await seekRatio(64 * GIB),
    unit: 'times',
  }),
]);
