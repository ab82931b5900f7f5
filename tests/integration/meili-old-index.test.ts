// An index that an older version of Reeldex made, until the indexer has rebuilt it.

import { Meilisearch } from 'meilisearch';
import { expect, test } from 'vitest';
import { searchQuery } from '../../core/contract/search.ts';
import { toDocument } from '../../meili/document.ts';
import { VideoIndexWriter } from '../../meili/video-index-writer.ts';
import { VideoIndex } from '../../meili/video-index.ts';
import { entryOf } from '../support/meilisearch-entries.ts';
import { testSearchIndex } from '../support/search-index.ts';

const connection = testSearchIndex();
const { url, apiKey, indexUid } = connection;
const writer = new VideoIndexWriter(connection, indexUid);
const index = new VideoIndex(connection, indexUid);

/** As of version 1, which knew neither codecs nor sizes nor slots. */
const oldSettings = {
  filterableAttributes: ['hash', 'performers', 'studio', 'tags', 'durationS', 'height', 'shuffle'],
  sortableAttributes: ['addedAt', 'hash'],
};

test('an index of an older version is unavailable for what it cannot answer, and only until it is set up', async () => {
  const index1 = new Meilisearch({ host: url, apiKey }).index(indexUid);
  const { title, hash, performers } = toDocument(entryOf(0, { video: { performers: ['Ann'] } }));
  await index1.updateSettings(oldSettings);
  const added = index1.addDocuments([{ hash, title, performers }], { primaryKey: 'hash' });
  await added.waitTask();

  const ask = (parameters: object) => index.search({ query: searchQuery.parse(parameters) });
  expect((await ask({ q: title, performer: 'ann' })).hashes).toEqual([hash]);
  const asked = [{ codec: 'hevc' }, { sizeMin: '5' }, { facets: '*' }, { sort: 'size' }];
  for (const parameters of asked) {
    await expect(ask(parameters), JSON.stringify(parameters)).rejects.toMatchObject({
      code: 'search_unavailable',
    });
  }
  await expect(index.matching(undefined, 1)).resolves.toEqual([hash]);

  await writer.ensure();
  expect(await writer.countOutdated()).toBe(1);
  await writer.add([toDocument(entryOf(0, { video: { performers: ['Ann'] } }))]);
  for (const parameters of asked) expect((await ask(parameters)).tookMs).toBeGreaterThanOrEqual(0);
  expect((await ask({ facets: 'videoCodec' })).facets.videoCodec).toEqual({ h264: 1 });
});

test('a request that an index in order refuses is a mistake of ours, and not hidden', async () => {
  await writer.ensure();
  const refused = index.search({
    query: { ...searchQuery.parse({}), page: -1 },
  });
  await expect(refused).rejects.toMatchObject({ name: 'MeilisearchApiError' });
});
