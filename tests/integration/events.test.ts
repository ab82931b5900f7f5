import Koa from 'koa';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { EventFeed } from '../../server/events.ts';
import { errorAnswers } from '../../server/http/error-answers.ts';
import { testCatalogue } from '../support/test-catalogue.ts';

test('a stream whose first status cannot be read ends, and the next one begins with it', async () => {
  const logged: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => logged.push(line) });
  const statuses = [
    () => Promise.reject(new Error('the disk does not answer')),
    () => Promise.resolve({ videos: 3 }),
  ];
  const feed = new EventFeed({
    catalogue: await testCatalogue(),
    readStatus: async () => await (statuses.shift()?.() ?? { videos: 3 }),
    log,
  });
  const app = new Koa().use(errorAnswers(log)).use(async (ctx) => await feed.open(ctx));
  const server = app.listen(0, '127.0.0.1');
  onTestFinished(() => {
    feed.close();
    server.close();
  });
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  const ended = await (await fetch(url)).text();
  expect(ended).not.toContain('event:');
  expect(logged.join()).toContain('the disk does not answer');

  const open = await fetch(url);
  let said = '';
  for await (const text of open.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    said += text;
    if (said.includes('data:')) break;
  }
  expect(said).toContain('data:{"videos":3}');
});
