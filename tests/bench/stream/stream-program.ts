// Serves one file, as a program of its own: `node stream-program.ts <path>`. Prints its port.

import Koa from 'koa';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { keepHeapSmall } from '../../../core/keep-heap-small.ts';
import { FileStreamer } from '../../../server/streaming/file-streamer.ts';

keepHeapSmall();
const path = process.argv[2] ?? '';
const streamer = new FileStreamer(pino({ level: 'warn' }));
const app = new Koa();
app.silent = true;
app.use(async (ctx) => await streamer.send(ctx, { path, tag: 'bench', mediaType: 'video/mp4' }));
const answer = app.callback();
const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
