import Koa from 'koa';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { FilterStore } from '../../core/catalogue/filter-store.ts';
import { EventFeed } from '../../server/events.ts';
import { errorAnswers } from '../../server/http/error-answers.ts';
import { testCatalogue } from '../support/test-catalogue.ts';

/** Serves the events of a feed; returns their address. */
async function serve(feed: EventFeed<unknown>, log: pino.Logger): Promise<string> {
  const app = new Koa().use(errorAnswers(log)).use(async (ctx) => await feed.open(ctx));
  const server = app.listen(0, '127.0.0.1');
  onTestFinished(() => {
    feed.close();
    server.close();
  });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Listens; what was said can be waited for. */
async function listen(url: string) {
  const { body } = await fetch(url);
  const texts = body?.pipeThrough(new TextDecoderStream()).getReader();
  let said = '';
  return {
    until: async (wanted: string): Promise<string> => {
      while (!said.includes(wanted)) {
        const { value } = (await texts?.read()) ?? {};
        if (value === undefined) throw new Error(`the stream ended without ${wanted}: ${said}`);
        said += value;
      }
      return said;
    },
  };
}

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
  const url = await serve(feed, log);

  const ended = await (await fetch(url)).text();
  expect(ended).not.toContain('event:');
  expect(logged.join()).toContain('the disk does not answer');

  await (await listen(url)).until('data:{"videos":3}');
});

test('a content filter that changes right after a page was opened is told', async () => {
  const catalogue = await testCatalogue();
  const log = pino({ level: 'silent' });
  const readStatus = () => Promise.resolve({ videos: 3 });
  const url = await serve(new EventFeed({ catalogue, readStatus, log }), log);
  const page = await listen(url);
  await page.until('data:{"videos":3}');
  await new FilterStore(catalogue).add({
    ...{ field: 'studio', value: 'Acme', mode: 'hide', active: true },
  });
  await page.until('event:library');
});
