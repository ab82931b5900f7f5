// One stream of a file in the page cache, beside nginx with sendfile.

import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { sideBySide } from '../side-by-side.ts';
import { atLeast, measured, type BenchRow } from '../report.ts';
import { ServedFile } from './served-file.ts';

const MIB = 1024 ** 2;
const SIZE_BYTES = 2048 * MIB;
const ROUNDS = 5;

/** The rate of a stream, and its ratio to nginx where that is installed. */
export async function benchThroughput(folder: string): Promise<readonly BenchRow[]> {
  const path = join(folder, 'film.mp4');
  await writeLargeFile(path);
  const reeldex = await ServedFile.byReeldex(path);
  const nginx = await ServedFile.byNginx(path);
  try {
    if (nginx === undefined) {
      process.stderr.write('nginx is not installed ("apt install nginx"): its row is left out\n');
      const { ours } = await sideBySide(ROUNDS, { ours: async () => await drain(reeldex) });
      return [rateRow(ours)];
    }
    const times = await sideBySide(ROUNDS, {
      ours: async () => await drain(reeldex),
      theirs: async () => await drain(nginx),
    });
    const work = 'one stream of 2 GiB in the page cache, of nginx';
    return [
      rateRow(times.ours),
      atLeast(0.8, { work, value: times.theirs / times.ours, unit: 'of the rate' }),
    ];
  } finally {
    await reeldex.stop();
    await nginx?.stop();
  }
}

function rateRow(tookMs: number): BenchRow {
  const value = SIZE_BYTES / 1e6 / (tookMs / 1000);
  return measured({ work: 'one stream of 2 GiB in the page cache', value, unit: 'MB/s' });
}

async function writeLargeFile(path: string): Promise<void> {
  const file = await open(path, 'w');
  const piece = Buffer.alloc(8 * MIB, 'reeldex');
  for (let bytes = 0; bytes < SIZE_BYTES; bytes += piece.length) await file.write(piece);
  await file.close();
}

/** Reads the whole file into one buffer again and again: a client that costs as little as one can. */
async function drain({ port, urlPath }: ServedFile): Promise<void> {
  let bytes = 0;
  const socket = connect({
    host: '127.0.0.1',
    port,
    onread: { buffer: Buffer.alloc(MIB), callback: (size) => (bytes += size) > 0 },
  });
  socket.write(`GET ${urlPath} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  await once(socket, 'close');
  if (bytes < SIZE_BYTES) throw new Error(`only ${bytes} bytes came`);
}
