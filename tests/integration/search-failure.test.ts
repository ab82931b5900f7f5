// A search engine that is down, slow, broken or not ours: what needs it says so soon, and everything else goes on.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Meilisearch } from 'meilisearch';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { LibraryStore } from '../../core/catalogue/library-store.ts';
import { openCatalogue } from '../../core/catalogue/open-catalogue.ts';
import { OutboxStore } from '../../core/catalogue/outbox-store.ts';
import { PublishFailureStore } from '../../core/catalogue/publish-failure-store.ts';
import { errorAnswer } from '../../core/contract/errors.ts';
import { routes } from '../../core/contract/routes.ts';
import { toDocument } from '../../meili/document.ts';
import { videoIndexUid } from '../../meili/settings.ts';
import { VideoIndexWriter } from '../../meili/video-index-writer.ts';
import { FaultyProxy, type Fault } from '../support/faulty-proxy.ts';
import { addKnownVideo } from '../support/known-video.ts';
import { startMeilisearch, type MeilisearchServer } from '../support/meilisearch-server.ts';
import { ask, askUntil, type RawReply, type RawRequest } from '../support/raw-request.ts';
import { RunningIndexer } from '../support/running-indexer.ts';
import { RunningServer } from '../support/running-server.ts';

/** What the engine has for one answer, and a machine that is busy on top of it. */
const BOUND_MS = 8000;
const patience = { timeout: 20_000, interval: 50 };

const hash = '0123456789abcdef';
let folder: string;
let meilisearch: MeilisearchServer;
let proxy: FaultyProxy;
let server: RunningServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-search-failure-'));
  meilisearch = await startMeilisearch(join(folder, 'search'));
  await fill();
  proxy = await FaultyProxy.start(meilisearch.url);
  const { apiKey } = meilisearch;
  server = await RunningServer.start({ dataDir: folder, meilisearch: { url: proxy.url, apiKey } });
  await untilSearchWorks();
  await vi.waitFor(async () => {
    const path = `${routes.similarVideos(hash, 0, 10)}?includeDuplicates=true`;
    expect((await ask(server.port, { path })).text).toContain('"total":1');
  }, patience);
});

afterAll(async () => {
  await server.end();
  await proxy.close();
  await meilisearch.kill();
  await rm(folder, { recursive: true, force: true });
});

/** Two videos that are alike. */
async function fill(): Promise<void> {
  const catalogue = await openCatalogue(join(folder, 'catalogue.db'));
  for (const [name, known] of [
    ['a', hash],
    ['b', 'fedcba9876543210'],
  ] as const) {
    const root = join(folder, name);
    await mkdir(root);
    await writeFile(join(root, 'film.mp4'), 'a film');
    await new LibraryStore(catalogue).add([{ path: root, name }]);
    await addKnownVideo(catalogue, join(root, 'film.mp4'), known);
  }
  const entries = await new OutboxStore(catalogue).nextPresent(10, '');
  await catalogue.destroy();
  const writer = new VideoIndexWriter(meilisearch);
  await writer.ensure();
  await writer.add(entries.map(toDocument));
}

/** All that cannot be answered without the search engine. */
const searches = [
  `${routes.searchVideos}?q=walk&facets=*&histograms=*`,
  `${routes.searchVideos}?sort=random&seed=x`,
  `${routes.suggestions}?q=walk`,
  `${routes.wordCloud}?q=walk`,
  routes.randomVideo,
  routes.randomVideoSeeded('x'),
  routes.spotlight,
  routes.performers,
  `${routes.performers}?q=jane`,
  routes.studios,
  routes.similarPerformers('Jane Doe'),
  routes.similarStudios('Acme'),
];

/** All that goes on without it. */
const others: readonly RawRequest[] = [
  { path: routes.videoData(hash) },
  { path: routes.video(hash) },
  { path: routes.video(hash), method: 'HEAD' },
  { path: routes.video(hash), headers: { range: 'bytes=0-1' } },
  { path: routes.addFavourite(hash), method: 'POST' },
  { path: routes.isFavourite(hash) },
  { path: routes.favourites },
  { path: routes.recordView(hash), method: 'POST', json: { positionS: 1, watchedS: 1 } },
  { path: routes.history },
  { path: routes.preview('poster', hash) },
  { path: `${routes.similarVideos(hash, 0, 10)}?includeDuplicates=true&tag=beach` },
  { path: routes.savedSearches },
  { path: routes.dashboardStatus },
  { path: routes.dashboardScan },
  { path: routes.dashboardScans },
  { path: routes.dashboardFailedFiles },
  { path: routes.dashboardPreviews },
  { path: routes.dashboardFilters },
  { path: routes.dashboardSavedSearches },
  { path: routes.dashboardLibraries },
  { path: routes.dashboardIndex },
  { path: routes.dashboardLogs },
  { path: '/api/dashboard/metrics' },
  { path: '/health' },
  { path: '/metrics' },
  { path: '/api/openapi.json' },
];

const http = (status: string, body: string, length = body.length) =>
  `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`;

const faults: readonly (readonly [string, Fault])[] = [
  ['is not there', { kind: 'refuse' }],
  ['hangs', { kind: 'hang' }],
  ['takes 5 s', { kind: 'slow', delayMs: 5000 }],
  ['answers 500', { kind: 'answer', bytes: http('500 Internal Server Error', '{}') }],
  [
    'is behind a proxy that answers 502',
    { kind: 'answer', bytes: http('502 Bad Gateway', '<html>') },
  ],
  ['sends something that is no HTTP', { kind: 'answer', bytes: 'SSH-2.0-OpenSSH_9.2\r\n' }],
  ['sends JSON that is cut off', { kind: 'answer', bytes: http('200 OK', '{"results":[{"hi') }],
  ['sends JSON of something else', { kind: 'answer', bytes: http('200 OK', '{"hello":[]}') }],
  ['goes away in the middle', { kind: 'answer', bytes: http('200 OK', '{"results":', 500) }],
];

afterEach(async () => {
  await proxy.set({ kind: 'none' });
  await vi.waitFor(async () => {
    const { status } = await ask(server.port, { path: `${routes.searchVideos}?facets=*` });
    expect(status).toBe(200);
  }, patience);
  expect(server.isRunning).toBe(true);
  expect(server.errors).toEqual([]);
});

async function untilSearchWorks(): Promise<void> {
  await vi.waitFor(async () => {
    for (const path of searches) expect((await ask(server.port, { path })).status).toBe(200);
  }, patience);
}

function expectUnavailable(reply: RawReply, path: string): void {
  expect([reply.status, Number(reply.headers['retry-after'])], `${path}: ${reply.text}`).toEqual([
    503,
    expect.closeTo(2, 0),
  ]);
  const { error } = errorAnswer.parse(JSON.parse(reply.text));
  expect(error.code).toBe('search_unavailable');
  expect(error.message).toMatch(/^The search engine/);
}

describe('a search engine that', () => {
  test.each(faults)('%s makes searches say so soon, and nothing else', async (_, fault) => {
    await proxy.set(fault);
    const startMs = performance.now();
    const replies = await Promise.all(searches.map((path) => ask(server.port, { path })));
    expect(performance.now() - startMs).toBeLessThan(BOUND_MS);
    for (const [n, reply] of replies.entries()) expectUnavailable(reply, searches[n] ?? '');
    for (const request of others)
      expect((await ask(server.port, request)).status, request.path).toBeLessThan(400);
    await askUntil(server.port, { path: routes.events }, 'event:status');
    expect((await ask(server.port, { path: '/health/ready' })).status).toBe(503);
  });

  test('has no such index makes searches say so', async () => {
    const client = new Meilisearch({ host: meilisearch.url, apiKey: meilisearch.apiKey });
    await client.swapIndexes([{ indexes: [videoIndexUid, 'elsewhere'], rename: true }]).waitTask();
    try {
      for (const path of searches) expectUnavailable(await ask(server.port, { path }), path);
    } finally {
      await client
        .swapIndexes([{ indexes: ['elsewhere', videoIndexUid], rename: true }])
        .waitTask();
    }
  });

  test('takes another key makes searches say which setting to look at', async () => {
    const other = await RunningServer.start({
      dataDir: folder,
      meilisearch: { url: proxy.url, apiKey: 'a key of somebody else' },
    });
    try {
      for (const path of [routes.performers, `${routes.searchVideos}?facets=*`])
        expectUnavailable(await ask(other.port, { path }), path);
      const { text } = await ask(other.port, { path: routes.performers });
      expect(text).toContain('MEILI_MASTER_KEY');
    } finally {
      await other.end();
    }
  });
});

test('fifty searches that wait hold up neither a stream nor a page', async () => {
  await proxy.set({ kind: 'hang' });
  let isWaiting = true;
  const waiting = Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      ask(server.port, { path: `${routes.searchVideos}?facets=*&q=${n}` }),
    ),
  ).then((replies) => {
    isWaiting = false;
    return replies;
  });
  for (const request of others.slice(0, 8)) {
    expect((await ask(server.port, request)).status, request.path).toBeLessThan(400);
  }
  expect(isWaiting).toBe(true);
  for (const reply of await waiting) expectUnavailable(reply, 'search');
});

/** The number that a metric has at an address, 0 when it is not there yet. */
async function metric(path: string, name: string): Promise<number> {
  const { text } = await ask(server.port, { path });
  const line = text.split('\n').find((one) => one.startsWith(`${name} `)) ?? '';
  return Number(line.slice(name.length));
}

test('searches are timed by route, and those that the engine fails are counted', async () => {
  const timed = 'reeldex_search_duration_seconds_count{route="/search/get-facet-values/{facet}"}';
  const failed = 'reeldex_search_engine_failures_total';
  const before = [await metric('/metrics', timed), await metric('/metrics', failed)] as const;
  for (const facet of ['tags', 'studio'])
    await ask(server.port, { path: `${routes.facetValues(facet)}?text=a` });
  expect(await metric('/metrics', timed)).toBe(before[0] + 2);
  await proxy.set({ kind: 'answer', bytes: http('500 Internal Server Error', '{}') });
  await ask(server.port, { path: `${routes.facetValues('tags')}?text=a` });
  await ask(server.port, { path: routes.performers });
  expect(await metric('/metrics', timed)).toBe(before[0] + 2);
  expect(await metric('/metrics', failed)).toBe(before[1] + 2);
});

test('failures of publishing in a row are a number for alarms until it works again', async () => {
  const tries = () => metric('/api/dashboard/metrics', 'reeldex_publish_failed_tries');
  expect(await tries()).toBe(0);
  const catalogue = await openCatalogue(join(folder, 'catalogue.db'));
  try {
    const failures = new PublishFailureStore(catalogue);
    const attempt = { step: 'publish', documents: 1, reason: 'It is full.' } as const;
    for (let n = 0; n < 3; n += 1)
      await failures.record({ ...attempt, code: null, type: null, next_try_ms: null });
    expect(await tries()).toBe(3);
    await failures.recover();
    expect(await tries()).toBe(0);
  } finally {
    await catalogue.destroy();
  }
});

test('two hundred searches that fail leave no connection open', async () => {
  const sockets = async () => {
    const { text } = await ask(server.port, { path: '/metrics' });
    return Number(/nodejs_active_handles\{type="Socket"\} (\d+)/.exec(text)?.[1] ?? 0);
  };
  const before = await sockets();
  await proxy.set({ kind: 'answer', bytes: http('500 Internal Server Error', '{}') });
  for (let n = 0; n < 180; n += 20)
    await Promise.all(
      Array.from({ length: 20 }, () => ask(server.port, { path: routes.spotlight })),
    );
  await proxy.set({ kind: 'hang' });
  await Promise.all(Array.from({ length: 20 }, () => ask(server.port, { path: routes.spotlight })));
  await vi.waitFor(async () => {
    expect(proxy.connections).toBeLessThanOrEqual(1);
    expect(await sockets()).toBeLessThanOrEqual(before + 1);
  }, patience);
});

// The last one: the indexer finds out that the files are no films.
test('an index of an older version makes searches say so until the indexer has made it anew', async () => {
  const index = new Meilisearch({ host: meilisearch.url, apiKey: meilisearch.apiKey }).index(
    videoIndexUid,
  );
  await index.updateFilterableAttributes(['hash']).waitTask();
  await index.updateDocuments([{ hash, schemaVersion: 1 }]).waitTask();
  const all = { path: `${routes.searchVideos}?facets=*` };
  for (const path of [all.path, routes.performers, routes.randomVideo])
    expectUnavailable(await ask(server.port, { path }), path);
  const indexer = new RunningIndexer({
    dataDir: folder,
    folders: [],
    env: { MEILI_URL: meilisearch.url, MEILI_MASTER_KEY: meilisearch.apiKey },
  });
  try {
    await vi.waitFor(async () => expect((await ask(server.port, all)).status).toBe(200), {
      timeout: 45_000,
      interval: 100,
    });
  } finally {
    await indexer.end();
  }
});
