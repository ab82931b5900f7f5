import { rm } from 'node:fs/promises';
import { Meilisearch } from 'meilisearch';
import pino from 'pino';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { readCounters } from '../../core/catalogue/counters.ts';
import { IndexWorkStore } from '../../core/catalogue/index-work-store.ts';
import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { OutboxStore } from '../../core/catalogue/outbox-store.ts';
import { searchQuery } from '../../core/contract/search.ts';
import { Publisher, type PublisherStatus } from '../../indexer/publish/publisher.ts';
import { sendDocuments } from '../../indexer/publish/send-documents.ts';
import type { MeiliConnection } from '../../meili/client.ts';
import { indexFolder } from '../../meili/data-folder.ts';
import { toDocument } from '../../meili/document.ts';
import { VideoIndexWriter } from '../../meili/video-index-writer.ts';
import { VideoIndex } from '../../meili/video-index.ts';
import { addVideos, changeVideo } from '../support/meilisearch-catalogue.ts';
import { entryOf, hashOf } from '../support/meilisearch-entries.ts';
import { startMeilisearch } from '../support/meilisearch-server.ts';
import { testSearchIndex } from '../support/search-index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testCatalogue } from '../support/test-catalogue.ts';

const shared = testSearchIndex();
let indexes = 0;

/** A catalogue and an index name for one test, both empty. */
async function setUp(connection: MeiliConnection = shared) {
  indexes += 1;
  const indexUid = `${shared.indexUid}_${indexes}`;
  const catalogue = await testCatalogue();
  return {
    catalogue,
    connection,
    indexUid,
    outbox: new OutboxStore(catalogue),
    writer: new VideoIndexWriter(connection, indexUid),
    index: new VideoIndex(connection, indexUid),
  };
}

type Site = Awaited<ReturnType<typeof setUp>>;

/** Runs a publisher until the test ends or it is stopped. */
function startPublisher({ catalogue, connection, indexUid }: Site, holder = 'test') {
  const statuses: PublisherStatus[] = [];
  const publisher = new Publisher({
    ...{ catalogue, connection, indexUid, holder },
    log: pino({ level: 'silent' }),
    onStatus: (status) => statuses.push(status),
  });
  const end = new AbortController();
  const ended = publisher.run(end.signal);
  const stop = async () => {
    end.abort();
    await ended;
  };
  onTestFinished(stop);
  return { publisher, statuses, stop };
}

const patience = { timeout: 40_000, interval: 25 };

/** Waits until the outbox is empty. */
async function untilPublished({ outbox }: Site): Promise<void> {
  await vi.waitFor(async () => expect(await outbox.countBehind()).toBe(0), patience);
}

async function untilWorkIsDone(catalogue: Catalogue): Promise<void> {
  const work = new IndexWorkStore(catalogue);
  await vi.waitFor(async () => expect(await work.pending()).toEqual([]), patience);
}

/** Every document of the index is that of a present video at its revision, and none is missing. */
async function expectInStep({ catalogue, writer }: Site): Promise<void> {
  const rows = await catalogue
    .selectFrom('videos')
    .select(['hash', 'rev'])
    .where('is_present', '=', 1)
    .execute();
  const revisions = await writer.readRevisions({ min: 0, max: 2 ** 32 - 1 });
  expect(new Map([...revisions].toSorted())).toEqual(
    new Map(rows.map(({ hash, rev }): [string, number] => [hash, rev]).toSorted()),
  );
}

function videos(count: number) {
  return Array.from({ length: count }, (_, n) => entryOf(n).video);
}

async function totalOf(index: VideoIndex, q = ''): Promise<number> {
  return (await index.search({ query: searchQuery.parse({ q }) })).total;
}

describe('publishing', () => {
  test('what is added, changed and gone is found, found anew and not found any more', async () => {
    const site = await setUp();
    const { catalogue, index } = site;
    await addVideos(catalogue, videos(30));
    const { statuses } = startPublisher(site);
    await untilPublished(site);
    expect(await totalOf(index)).toBe(30);

    await changeVideo(catalogue, hashOf(3), { title: 'Crocodile' });
    await changeVideo(catalogue, hashOf(4), { is_present: 0 });
    await untilPublished(site);
    expect(await totalOf(index, 'crocodile')).toBe(1);
    expect(await index.visibleAmong([hashOf(4), hashOf(5)], undefined)).toEqual(
      new Set([hashOf(5)]),
    );
    await changeVideo(catalogue, hashOf(4), { is_present: 1 });
    await untilPublished(site);
    await expectInStep(site);

    await vi.waitFor(
      () => expect(statuses.at(-1)).toEqual({ state: 'ready', behind: 0, documents: 30 }),
      patience,
    );
    expect((await readCounters(catalogue)).library).toBeGreaterThanOrEqual(3);
  });

  test('a video that cannot be in the index keeps no other one out, and its reason is kept', async () => {
    const site = await setUp();
    const broken = { ...entryOf(1).video, hash: 'not a hash!' };
    await addVideos(site.catalogue, [...videos(1), broken, ...videos(50).slice(2)]);
    startPublisher(site);
    await untilPublished(site);
    expect(await totalOf(site.index)).toBe(49);
    expect(await site.outbox.rejected(10)).toEqual([
      { hash: 'not a hash!', error: expect.stringContaining('hash') as unknown },
    ]);
  });

  test('a document that only the engine refuses is found among its neighbours', async () => {
    const { writer } = await setUp();
    await writer.ensure();
    const documents = Array.from({ length: 40 }, (_, n) =>
      n === 7 || n === 31 ? { hash: `no good ${n}` } : toDocument(entryOf(n)),
    );
    const refused = await sendDocuments(writer, documents);
    expect(refused.map(({ hash }) => hash)).toEqual(['no good 7', 'no good 31']);
    expect(refused[0]?.error).toContain('no good 7');
    expect(await writer.countDocuments()).toBe(38);
  });

  test('of two publishers one works, and the other takes over when it stops', async () => {
    const site = await setUp();
    const first = startPublisher(site, 'first');
    await addVideos(site.catalogue, videos(5));
    await untilPublished(site);
    const second = startPublisher(site, 'second');
    await changeVideo(site.catalogue, hashOf(1), { title: 'By the first' });
    await untilPublished(site);
    expect(second.statuses).toEqual([]);
    await first.stop();
    second.publisher.wake();
    await changeVideo(site.catalogue, hashOf(1), { title: 'By the second' });
    await untilPublished(site);
    await expectInStep(site);
    expect(second.statuses).not.toEqual([]);
  });
});

describe('an index that is not as it should be', () => {
  test('gets the settings that it lacks', async () => {
    const site = await setUp();
    const client = new Meilisearch({ host: shared.url, apiKey: shared.apiKey });
    await client.createIndex(site.indexUid, { primaryKey: 'hash' }).waitTask();
    await client
      .index(site.indexUid)
      .updateSettings({ pagination: { maxTotalHits: 3 } })
      .waitTask();
    await addVideos(site.catalogue, videos(10));
    startPublisher(site);
    await untilPublished(site);
    expect(await totalOf(site.index)).toBe(10);
    expect(await site.index.countValues('collection', undefined)).toEqual([
      { value: 'Videos', count: 10 },
    ]);
  });

  test('is left alone when it belongs to another program', async () => {
    const site = await setUp();
    const client = new Meilisearch({ host: shared.url, apiKey: shared.apiKey });
    await client.createIndex(site.indexUid, { primaryKey: 'isbn' }).waitTask();
    await client
      .index(site.indexUid)
      .addDocuments([{ isbn: 1, title: 'A book' }])
      .waitTask();
    await addVideos(site.catalogue, videos(3));
    const { statuses } = startPublisher(site);
    await vi.waitFor(() => expect(statuses.at(-1)?.state).toBe('down'), patience);
    expect(statuses.at(-1)?.problem).toContain('MEILI_URL');
    expect(await client.index(site.indexUid).getDocument(1)).toEqual({ isbn: 1, title: 'A book' });
  });

  test('is rebuilt when its documents have another form', async () => {
    const site = await setUp();
    await addVideos(site.catalogue, videos(20));
    const first = startPublisher(site);
    await untilPublished(site);
    await first.stop();
    await site.writer.add(
      videos(20).map((video) => ({ ...toDocument({ ...entryOf(0), video }), schemaVersion: 0 })),
    );
    const { statuses } = startPublisher(site);
    await vi.waitFor(() => expect(statuses.at(-1)?.state).toBe('ready'), patience);
    expect(await site.writer.countOutdated()).toBe(0);
    await expectInStep(site);
    expect(await site.writer.sibling(`${site.indexUid}_rebuild`).identity()).toBeUndefined();
  });

  test('is repaired by an audit', async () => {
    const site = await setUp();
    await addVideos(site.catalogue, [...videos(40), { ...entryOf(77).video, isPresent: false }]);
    startPublisher(site);
    await untilPublished(site);
    const { writer } = site;
    await writer.delete([hashOf(1), hashOf(2)]);
    await writer.add([
      { ...toDocument(entryOf(3)), rev: 0, title: 'Stale' },
      { ...toDocument(entryOf(4)), rev: 99, title: 'Of another catalogue' },
      toDocument(entryOf(77)),
      { ...toDocument(entryOf(88)), title: 'A stranger' },
    ]);
    await new IndexWorkStore(site.catalogue).request('audit');
    await untilWorkIsDone(site.catalogue);
    await untilPublished(site);
    await expectInStep(site);
    for (const title of ['stale', 'stranger', 'catalogue'])
      expect(await totalOf(site.index, title)).toBe(0);
  });

  test('is repaired when a rebuild was interrupted after the swap', async () => {
    const site = await setUp();
    await addVideos(site.catalogue, videos(12));
    const first = startPublisher(site);
    await untilPublished(site);
    await first.stop();
    const fresh = site.writer.sibling(`${site.indexUid}_rebuild`);
    await fresh.ensure();
    // As many documents as there should be, and of the right videos: only their revisions tell.
    const stale = { ...toDocument(entryOf(5)), rev: 0, title: 'Stale' };
    await fresh.add([...videos(12).map((video) => toDocument({ ...entryOf(0), video })), stale]);
    await site.writer.swapWith(fresh);
    expect(await totalOf(site.index, 'stale')).toBe(1);
    const { statuses } = startPublisher(site);
    await vi.waitFor(() => expect(statuses.at(-1)?.state).toBe('ready'), patience);
    await untilPublished(site);
    await expectInStep(site);
    expect(await fresh.identity()).toBeUndefined();
  });
});

describe('a rebuild', () => {
  test('lets people search all the while and loses no change', async () => {
    const site = await setUp();
    const { catalogue, index } = site;
    await addVideos(catalogue, videos(3000));
    const { statuses } = startPublisher(site);
    await untilPublished(site);
    await new IndexWorkStore(catalogue).request('rebuild');

    const work = new IndexWorkStore(catalogue);
    const totals = new Set<number>();
    let changes = 0;
    while ((await work.pending()).length > 0) {
      changes = Math.min(changes + 1, 400);
      await changeVideo(catalogue, hashOf(changes * 7), { title: `Crocodile ${changes}` });
      totals.add(await totalOf(index));
    }
    await changeVideo(catalogue, hashOf(2999), { is_present: 0 });
    await untilPublished(site);
    expect([...totals]).toEqual([3000]);
    expect(changes).toBeGreaterThan(1);
    expect(await totalOf(index, 'crocodile')).toBe(changes);
    expect(statuses.some(({ state }) => state === 'building')).toBe(true);
    await expectInStep(site);
  });
});

describe('Meilisearch', () => {
  test('may be killed at any time: nothing is lost', async () => {
    const server = await startMeilisearch(await temporaryFolder());
    onTestFinished(() => server.kill());
    const site = await setUp(server);
    await addVideos(site.catalogue, videos(5000));
    const { statuses } = startPublisher(site);
    const client = new Meilisearch({ host: server.url, apiKey: server.apiKey });
    for (const kill of [1, 2, 3]) {
      await site.catalogue
        .updateTable('videos')
        .set(({ eb }) => ({ title: `Version ${kill}`, rev: eb('rev', '+', 1) }))
        .execute();
      await vi.waitFor(
        async () =>
          expect(await client.tasks.getTasks({ statuses: ['processing'] })).toMatchObject({
            total: 1,
          }),
        { ...patience, interval: 1 },
      );
      await server.kill();
      await changeVideo(site.catalogue, hashOf(kill), { title: `Changed while down ${kill}` });
      await vi.waitFor(() => expect(statuses.at(-1)?.state).toBe('down'), patience);
      expect(await site.outbox.countBehind()).toBeGreaterThan(0);
      await server.start();
    }
    await untilPublished(site);
    await expectInStep(site);
    expect(await totalOf(site.index, 'changed')).toBe(1);
    expect(await totalOf(site.index, 'version 3')).toBe(4999);
    await vi.waitFor(() => expect(statuses.at(-1)?.state).toBe('ready'), patience);
  });

  test('may lose its data folder: the index is filled again', async () => {
    const dataDir = await temporaryFolder();
    const server = await startMeilisearch(dataDir);
    onTestFinished(() => server.kill());
    const site = await setUp(server);
    await addVideos(site.catalogue, videos(100));
    startPublisher(site);
    await untilPublished(site);
    await server.kill();
    await rm(indexFolder(dataDir), { recursive: true });
    await server.start();
    await vi.waitFor(async () => expect(await totalOf(site.index)).toBe(100), patience);
    await untilPublished(site);
    await expectInStep(site);
  });
});
