import { rm } from 'node:fs/promises';
import { Meilisearch } from 'meilisearch';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { readCounters } from '../../core/catalogue/counters.ts';
import { sendChunks } from '../../indexer/publish/send-documents.ts';
import type { MeiliConnection } from '../../meili/client.ts';
import { indexFolder } from '../../meili/data-folder.ts';
import { toDocument } from '../../meili/document.ts';
import { addVideos, changeVideo } from '../support/meilisearch-catalogue.ts';
import { entryOf, hashOf } from '../support/meilisearch-entries.ts';
import { startMeilisearch } from '../support/meilisearch-server.ts';
import { patience, PublishingSite, videos } from '../support/publishing-site.ts';
import { testSearchIndex } from '../support/search-index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const shared = testSearchIndex();
let indexes = 0;

async function setUp(connection: MeiliConnection = shared) {
  indexes += 1;
  return await PublishingSite.open(connection, `${shared.indexUid}_${indexes}`);
}

/** Who publishes. */
async function holderOf({ catalogue }: PublishingSite): Promise<string | null> {
  const lease = await catalogue.selectFrom('leases').selectAll().executeTakeFirstOrThrow();
  return lease.claimed_by;
}

async function untilRebuilt({ runs }: PublishingSite): Promise<void> {
  await vi.waitFor(
    async () => expect(await runs.last('rebuild')).toMatchObject({ state: 'done' }),
    patience,
  );
}

describe('publishing', () => {
  test('what is added, changed and gone is found, found anew and not found any more', async () => {
    const site = await setUp();
    const { catalogue, index } = site;
    await addVideos(catalogue, videos(30));
    site.startPublisher();
    await site.untilPublished();
    expect(await site.totalOf()).toBe(30);

    await changeVideo(catalogue, hashOf(3), { title: 'Crocodile' });
    await changeVideo(catalogue, hashOf(4), { is_present: 0 });
    await site.untilPublished();
    expect(await site.totalOf('crocodile')).toBe(1);
    expect(await index.visibleAmong([hashOf(4), hashOf(5)], undefined)).toEqual(
      new Set([hashOf(5)]),
    );
    await changeVideo(catalogue, hashOf(4), { is_present: 1 });
    await site.untilPublished();
    await site.expectInStep();

    expect((await readCounters(catalogue)).library).toBeGreaterThanOrEqual(3);
  });

  test('a video that cannot be in the index keeps no other one out, and its reason is kept', async () => {
    const site = await setUp();
    const broken = { ...entryOf(1).video, hash: 'not a hash!' };
    await addVideos(site.catalogue, [...videos(1), broken, ...videos(50).slice(2)]);
    site.startPublisher();
    await site.untilPublished();
    expect(await site.totalOf()).toBe(49);
    expect(await site.refused.list(10)).toEqual([
      { hash: broken.hash, title: broken.title, error: expect.stringContaining('hash') as unknown },
    ]);
  });

  test('documents that only the engine refuses are found among their neighbours in all chunks', async () => {
    const { writer } = await setUp();
    await writer.ensure();
    const bad = [7, 31, 95];
    const documents = Array.from({ length: 120 }, (_, n) => {
      const document = bad.includes(n) ? { hash: `no good ${n}` } : toDocument(entryOf(n));
      return { hash: document.hash, line: JSON.stringify(document) };
    });
    async function* chunks() {
      for (let start = 0; start < 120; start += 20)
        yield await Promise.resolve({ documents: documents.slice(start, start + 20) });
    }
    const sent = await Array.fromAsync(sendChunks(writer, chunks(), new AbortController().signal));
    const refused = sent.flatMap((each) => each.refused);
    expect(refused.map(({ hash }) => hash)).toEqual(bad.map((n) => `no good ${n}`));
    expect(refused[0]?.error).toContain('no good 7');
    expect(sent.map(({ chunk }) => chunk.documents.length)).toEqual([20, 20, 20, 20, 20, 20]);
    expect(await writer.countDocuments()).toBe(117);
  });

  test('of two publishers one works, and the other takes over when it stops', async () => {
    const site = await setUp();
    const first = site.startPublisher('first');
    await addVideos(site.catalogue, videos(5));
    await site.untilPublished();
    const second = site.startPublisher('second');
    await changeVideo(site.catalogue, hashOf(1), { title: 'By the first' });
    await site.untilPublished();
    expect(await holderOf(site)).toBe('first');
    await first.stop();
    second.publisher.wake();
    await changeVideo(site.catalogue, hashOf(1), { title: 'By the second' });
    await site.untilPublished();
    await site.expectInStep();
    expect(await holderOf(site)).toBe('second');
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
    site.startPublisher();
    await site.untilPublished();
    expect(await site.totalOf()).toBe(10);
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
    site.startPublisher();
    await site.untilDown();
    expect(await site.failure.last()).toMatchObject({
      step: 'prepare',
      code: 'foreign_index',
      reason: expect.stringContaining('MEILI_URL') as unknown,
    });
    expect(await client.index(site.indexUid).getDocument(1)).toEqual({ isbn: 1, title: 'A book' });
  });

  test('is rebuilt when its documents have another form', async () => {
    const site = await setUp();
    await addVideos(site.catalogue, videos(20));
    const first = site.startPublisher();
    await site.untilPublished();
    await first.stop();
    await site.writer.add(
      videos(20).map((video) => ({ ...toDocument({ ...entryOf(0), video }), schemaVersion: 0 })),
    );
    site.startPublisher();
    await untilRebuilt(site);
    expect(await site.writer.countOutdated()).toBe(0);
    await site.expectInStep();
    expect(await site.writer.sibling(`${site.indexUid}_rebuild`).identity()).toBeUndefined();
  });

  test('is repaired when a rebuild was interrupted after the swap', async () => {
    const site = await setUp();
    await addVideos(site.catalogue, videos(12));
    const first = site.startPublisher();
    await site.untilPublished();
    await first.stop();
    const fresh = site.writer.sibling(`${site.indexUid}_rebuild`);
    await fresh.ensure();
    // As many documents as there should be, and of the right videos: only their revisions tell.
    const stale = { ...toDocument(entryOf(5)), rev: 0, title: 'Stale' };
    await fresh.add([...videos(12).map((video) => toDocument({ ...entryOf(0), video })), stale]);
    await site.writer.swapWith(fresh);
    expect(await site.totalOf('stale')).toBe(1);
    site.startPublisher();
    await untilRebuilt(site);
    await site.untilPublished();
    await site.expectInStep();
    expect(await fresh.identity()).toBeUndefined();
  });
});

describe('a rebuild', () => {
  test('lets people search all the while and loses no change', async () => {
    const site = await setUp();
    const { catalogue } = site;
    await addVideos(catalogue, videos(3000));
    site.startPublisher();
    await site.untilPublished();
    await site.runs.request('rebuild', 'person');

    const totals = new Set<number>();
    let changes = 0;
    while ((await site.runs.open()).length > 0) {
      changes = Math.min(changes + 1, 400);
      await changeVideo(catalogue, hashOf(changes * 7), { title: `Crocodile ${changes}` });
      totals.add(await site.totalOf());
    }
    await changeVideo(catalogue, hashOf(2999), { is_present: 0 });
    await site.untilPublished();
    expect([...totals]).toEqual([3000]);
    expect(changes).toBeGreaterThan(1);
    expect(await site.totalOf('crocodile')).toBe(changes);
    await site.expectInStep();
  });
});

describe('Meilisearch', () => {
  test('may be killed at any time: nothing is lost', async () => {
    const server = await startMeilisearch(await temporaryFolder());
    onTestFinished(() => server.kill());
    const site = await setUp(server);
    await addVideos(site.catalogue, videos(5000));
    site.startPublisher();
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
      await site.untilDown();
      expect(await site.outbox.countBehind()).toBeGreaterThan(0);
      await server.start();
    }
    await site.untilPublished();
    await site.expectInStep();
    expect(await site.totalOf('changed')).toBe(1);
    expect(await site.totalOf('version 3')).toBe(4999);
    await site.untilSound();
  });

  test('may lose its data folder: the index is filled again', async () => {
    const dataDir = await temporaryFolder();
    const server = await startMeilisearch(dataDir);
    onTestFinished(() => server.kill());
    const site = await setUp(server);
    await addVideos(site.catalogue, videos(100));
    site.startPublisher();
    await site.untilPublished();
    await server.kill();
    await rm(indexFolder(dataDir), { recursive: true });
    await server.start();
    await vi.waitFor(async () => expect(await site.totalOf()).toBe(100), patience);
    await site.untilPublished();
    await site.expectInStep();
  });
});
