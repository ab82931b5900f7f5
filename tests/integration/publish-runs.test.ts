import { sql } from 'kysely';
import { Meilisearch } from 'meilisearch';
import { expect, onTestFinished, test, vi } from 'vitest';
import { addVideos, changeVideo } from '../support/meilisearch-catalogue.ts';
import { hashOf } from '../support/meilisearch-entries.ts';
import { startMeilisearch } from '../support/meilisearch-server.ts';
import { patience, PublishingSite, videos } from '../support/publishing-site.ts';
import { testSearchIndex } from '../support/search-index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const shared = testSearchIndex();
let indexes = 0;

async function setUp(connection = { url: shared.url, apiKey: shared.apiKey }) {
  indexes += 1;
  return await PublishingSite.open(connection, `${shared.indexUid}_${indexes}`);
}

test('a failure is kept with its reason while Meilisearch is down, counted, and over when it is back', async () => {
  const server = await startMeilisearch(await temporaryFolder());
  onTestFinished(() => server.kill());
  const site = await setUp(server);
  await addVideos(site.catalogue, videos(10));
  site.startPublisher();
  await site.untilPublished();
  expect(await site.failure.last()).toBeUndefined();

  await server.kill();
  await changeVideo(site.catalogue, hashOf(1), { title: 'Changed while down' });
  await vi.waitFor(
    async () => expect((await site.failure.last())?.attempts).toBeGreaterThan(2),
    patience,
  );
  const failure = await site.failure.last();
  expect(failure).toMatchObject({
    code: 'search_unavailable',
    reason: expect.stringContaining('The search engine does not answer right now') as unknown,
    recovered_ms: null,
  });
  expect(failure?.next_try_ms).toBeGreaterThan(failure?.last_ms ?? Infinity);
  expect(failure?.last_ms).toBeGreaterThan(failure?.since_ms ?? Infinity);

  await server.start();
  await site.untilSound();
  await site.untilPublished();
  expect(await site.totalOf('changed')).toBe(1);
  expect(await site.failure.last()).toMatchObject({ next_try_ms: null });
});

test('a task that fails in Meilisearch is told with its reason, and what it was to do is done by another', async () => {
  const server = await startMeilisearch(await temporaryFolder());
  onTestFinished(() => server.kill());
  const site = await setUp(server);
  await addVideos(site.catalogue, videos(6000));
  const client = new Meilisearch({ host: server.url, apiKey: server.apiKey });
  site.startPublisher();
  await vi.waitFor(
    async () => {
      await client.tasks.cancelTasks({ types: ['documentAdditionOrUpdate'] });
      expect((await site.failure.last())?.code).toBe('canceled');
    },
    { ...patience, interval: 5 },
  );
  expect(await site.failure.last()).toMatchObject({
    step: 'publish',
    documents: 6000,
    reason: expect.stringMatching(/^Meilisearch task \d+ \(documentAdditionOrUpdate\)/) as unknown,
  });
  await site.untilPublished();
  await site.untilSound();
  expect(await site.refused.count()).toBe(0);
  await site.expectInStep();
});

test('a key that Meilisearch refuses is told with its code', async () => {
  const site = await setUp({ url: shared.url, apiKey: 'not the key' });
  site.startPublisher();
  await site.untilDown();
  expect(await site.failure.last()).toMatchObject({
    step: 'prepare',
    code: 'invalid_api_key',
    type: 'auth',
    reason: expect.stringContaining('MEILI_MASTER_KEY') as unknown,
  });
});

test('a rebuild says how far it is, in both of its stages', async () => {
  const site = await setUp();
  await addVideos(site.catalogue, videos(3000));
  site.startPublisher();
  await site.untilPublished();
  const { id } = await site.runs.request('rebuild', 'person');
  const stages = new Set<string>();
  await vi.waitFor(
    async () => {
      const run = await site.runs.find(id);
      if (run?.state === 'running' && run.stage !== null) {
        stages.add(run.stage);
        expect(run.total).toBe(3000);
      }
      expect(run).toMatchObject({ state: 'done', error: null });
    },
    { ...patience, interval: 1 },
  );
  expect([...stages]).toEqual(['filling', 'comparing']);
  expect(JSON.parse((await site.runs.find(id))?.result ?? '')).toEqual({
    ...{ documents: 3000, missing: 0, stale: 0, surplus: 0 },
  });
});

test('a run that is interrupted by a stop begins again, and it is not counted as a failure', async () => {
  const site = await setUp();
  await addVideos(site.catalogue, videos(3000));
  const first = site.startPublisher();
  await site.untilPublished();
  const { id } = await site.runs.request('rebuild', 'person');
  await vi.waitFor(
    async () => expect(await site.runs.find(id)).toMatchObject({ stage: 'filling' }),
    { ...patience, interval: 1 },
  );
  await first.stop();
  expect(await site.runs.find(id)).toMatchObject({ state: 'queued', attempts: 0, error: null });
  site.startPublisher();
  await site.untilPublished();
  expect(await site.runs.find(id)).toMatchObject({ state: 'done', attempts: 1 });
});

test('a rebuild that cannot succeed is given up after three attempts, with its reason, and blocks no publishing', async () => {
  const site = await setUp();
  await addVideos(site.catalogue, videos(20));
  site.startPublisher();
  await site.untilPublished();
  await sql`
    create trigger full_disk before update of stage on index_runs when new.stage = 'comparing'
    begin select raise(abort, 'The disk is full.'); end
  `.execute(site.catalogue);
  const { id } = await site.runs.request('rebuild', 'person');
  await changeVideo(site.catalogue, hashOf(4), { title: 'Crocodile' });
  await site.untilPublished();
  expect(await site.runs.find(id)).toMatchObject({
    state: 'failed',
    attempts: 3,
    error: 'The disk is full.',
  });
  expect(await site.totalOf('crocodile')).toBe(1);
  await site.untilSound();
  expect(await site.writer.sibling(`${site.indexUid}_rebuild`).identity()).toBeUndefined();
});
