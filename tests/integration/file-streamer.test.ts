import Koa from 'koa';
import { once } from 'node:events';
import {
  appendFile,
  mkdtemp,
  readdir,
  readlink,
  rename,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { errorAnswers } from '../../server/http/error-answers.ts';
import { FileStreamer } from '../../server/streaming/file-streamer.ts';

const MIB = 1024 ** 2;
const sizeBytes = 64 * MIB;

let folder: string;
let path: string;
let server: Server;
let url: string;
let logged: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-stream-'));
  const log = pino({ level: 'info' }, { write: (line: string) => logged.push(line) });
  const streamer = new FileStreamer(log);
  const app = new Koa();
  app.silent = true;
  app.use(errorAnswers(log));
  app.use(async (ctx) => {
    const asked = typeof ctx.query['path'] === 'string' ? ctx.query['path'] : path;
    await streamer.send(ctx, { path: asked, tag: 'film', mediaType: 'video/mp4' });
  });
  const answer = app.callback();
  server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  logged = [];
  path = join(folder, `${crypto.randomUUID()}.mp4`);
  await writeFile(path, '');
  await truncate(path, sizeBytes);
});

/** The answer with its head; its body waits to be read. */
async function begin(
  headers: Record<string, string> = {},
  address = url,
): Promise<IncomingMessage> {
  const request = get(address, { agent: false, headers });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return response;
}

async function readBytes(response: IncomingMessage): Promise<number> {
  let bytes = 0;
  for await (const chunk of response) bytes += (chunk as Buffer).length;
  return bytes;
}

/** How many handles this process has on the file. */
async function openHandles(): Promise<number> {
  const links = await Promise.all(
    (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
  );
  return links.filter((link) => link.startsWith(path)).length;
}

async function untilNoHandle(): Promise<void> {
  await expect.poll(openHandles, { timeout: 20_000 }).toBe(0);
}

describe('a client that goes away', () => {
  test('leaves no handle behind, in the middle of a file or before its first byte', async () => {
    const response = await begin();
    expect(await openHandles()).toBe(1);
    response.destroy();
    await untilNoHandle();

    const requests = Array.from({ length: 200 }, () => get(url, { agent: false }));
    await Promise.all(
      requests.map(async (request, index) => {
        request.on('error', () => undefined);
        await once(request, index % 2 === 0 ? 'socket' : 'response');
        request.destroy();
      }),
    );
    await untilNoHandle();
    expect(logged).toEqual([]);
  });
});

describe('two hundred clients', () => {
  test('each get their part at the same time', async () => {
    const parts = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const response = await begin({ range: `bytes=${index * 1000}-${index * 1000 + MIB - 1}` });
        return await readBytes(response);
      }),
    );
    expect(new Set(parts)).toEqual(new Set([MIB]));
    await untilNoHandle();
  });
});

describe('a file that changes while it is sent', () => {
  test('and becomes shorter ends its answer, is logged once, and disturbs no other', async () => {
    const [first, second] = [await begin(), await begin({ range: 'bytes=0-9' })];
    await truncate(path, MIB);
    await expect(readBytes(first)).rejects.toThrow(/aborted/);
    expect(await readBytes(second)).toBe(10);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatch(/It ends at byte \d+ now.*broke off/);
    expect(logged[0]).toContain(path);
    await untilNoHandle();
    expect(await readBytes(await begin())).toBe(MIB);
  });

  test('and grows is sent as long as it was said to be', async () => {
    const response = await begin();
    await appendFile(path, Buffer.alloc(MIB));
    expect(await readBytes(response)).toBe(sizeBytes);
    expect(logged).toEqual([]);
  });

  test('and is replaced is sent to its end, and no part of another is taken for a part of it', async () => {
    const old = await begin();
    const { etag = '', 'last-modified': modified = '' } = old.headers;
    const other = `${path}.new`;
    await writeFile(other, Buffer.alloc(MIB, 1));
    await rename(other, path);
    expect(await readBytes(old)).toBe(sizeBytes);
    const range = 'bytes=0-9';
    expect((await begin({ range, 'if-match': etag })).statusCode).toBe(412);
    const fresh = await begin({ range, 'if-range': etag });
    expect([fresh.statusCode, await readBytes(fresh)]).toEqual([200, MIB]);
    expect(Date.parse(modified)).toBeLessThanOrEqual(Date.now());
    await untilNoHandle();
  });

  test('and cannot be read any more is an answer that says so, and is logged once', async () => {
    // The kernel says that it is a file of 4096 bytes, and refuses to read it.
    const unreadable = '/sys/class/net/lo/speed';
    expect((await begin({}, `${url}?path=${unreadable}`)).statusCode).toBe(503);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('broke off');
    expect(await readBytes(await begin({ range: 'bytes=-5' }))).toBe(5);
  });
});
