import { expect, test } from 'vitest';
import { FavouriteStore } from '../../core/catalogue/favourite-store.ts';
import { toDocument } from '../../meili/document.ts';
import { addVideos } from '../support/meilisearch-catalogue.ts';
import { entryOf, hashOf } from '../support/meilisearch-entries.ts';
import { PublishingSite, videos } from '../support/publishing-site.ts';
import { testSearchIndex } from '../support/search-index.ts';

const shared = testSearchIndex();
let indexes = 0;

/** An index with 40 documents, and one video that is not present. */
async function setUp(): Promise<PublishingSite> {
  indexes += 1;
  const site = await PublishingSite.open(shared, `${shared.indexUid}_${indexes}`);
  await addVideos(site.catalogue, [...videos(40), { ...entryOf(77).video, isPresent: false }]);
  site.startPublisher();
  await site.untilPublished();
  return site;
}

/** What an audit finds. */
async function audit(site: PublishingSite) {
  const { id } = await site.runs.request('audit', 'person');
  await site.untilPublished();
  const run = await site.runs.find(id);
  expect(run).toMatchObject({ state: 'done', attempts: 1, error: null });
  return JSON.parse(run?.result ?? '') as unknown;
}

const nothing = { documents: 40, missing: 0, stale: 0, surplus: 0 };

test('an audit of an index that is in step finds nothing', async () => {
  const site = await setUp();
  expect(await audit(site)).toEqual(nothing);
});

test('documents that were deleted, changed or added behind Reeldex are found, told apart and put right', async () => {
  const site = await setUp();
  await site.writer.delete([hashOf(1), hashOf(2), hashOf(3)]);
  await site.writer.add([
    { ...toDocument(entryOf(4)), rev: 0, title: 'Of an older revision' },
    { ...toDocument(entryOf(5)), rev: 99, title: 'Of another catalogue' },
    { ...toDocument(entryOf(6)), title: 'Changed in place' },
    toDocument(entryOf(77)),
    { ...toDocument(entryOf(88)), title: 'A stranger' },
  ]);
  expect(await audit(site)).toEqual({ documents: 39, missing: 3, stale: 3, surplus: 2 });
  await site.expectInStep();
  for (const title of ['revision', 'catalogue', 'changed', 'stranger'])
    expect(await site.totalOf(title)).toBe(0);
  expect(await audit(site)).toEqual(nothing);
});

test('what changed by itself since, such as a favourite, is no finding', async () => {
  const site = await setUp();
  await new FavouriteStore(site.catalogue).add(hashOf(7));
  await site.untilPublished();
  expect(await audit(site)).toEqual(nothing);
});

test('a document that is refused is none that is missing', async () => {
  const site = await setUp();
  await addVideos(site.catalogue, [{ ...entryOf(1).video, hash: 'not a hash!' }]);
  await site.untilPublished();
  expect(await audit(site)).toEqual(nothing);
  expect(await site.refused.count()).toBe(1);
});

test('a refused document is tried again when that is asked for, and keeps its reason when it fails again', async () => {
  const site = await setUp();
  await addVideos(site.catalogue, [{ ...entryOf(1).video, hash: 'not a hash!' }]);
  await site.untilPublished();
  expect(await site.refused.retry(undefined)).toBe(1);
  expect(await site.refused.list(10)).toEqual([]);
  await site.untilPublished();
  expect(await site.refused.list(10)).toMatchObject([{ hash: 'not a hash!' }]);

  // As after a fix in Reeldex: the document is one that the engine takes.
  await site.catalogue
    .updateTable('videos')
    .set({ hash: hashOf(99) })
    .where('hash', '=', 'not a hash!')
    .execute();
  expect(await site.refused.retry(hashOf(99))).toBe(1);
  await site.untilPublished();
  expect(await site.refused.count()).toBe(0);
  await site.expectInStep();
});

test('audits are kept, the last twenty of them', async () => {
  const site = await PublishingSite.open(shared, shared.indexUid);
  for (let n = 0; n < 22; n += 1) {
    const run = await site.runs.request('audit', 'person');
    await site.runs.finish(run, nothing);
  }
  const kept = await site.catalogue.selectFrom('index_runs').select('id').execute();
  expect(kept).toHaveLength(20);
});

test('of several requests for an audit one is done', async () => {
  const site = await setUp();
  const first = await site.runs.request('audit', 'schedule');
  expect((await site.runs.request('audit', 'person')).id).toBe(first.id);
  await site.untilPublished();
  // The second of two indexers with the same schedule.
  expect((await site.runs.request('audit', 'schedule')).id).toBe(first.id);
  expect((await site.runs.request('audit', 'person')).id).not.toBe(first.id);
  await site.untilPublished();
});
