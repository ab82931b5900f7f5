// Names in memory that follow the library, however long the search engine takes to count them.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bumpCounter } from '../../core/catalogue/counters.ts';
import { FilterStore } from '../../core/catalogue/filter-store.ts';
import { openCatalogue, type Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { toDocument } from '../../meili/document.ts';
import { VideoIndexWriter } from '../../meili/video-index-writer.ts';
import { VideoIndex } from '../../meili/video-index.ts';
import { KnownNames, type Names } from '../../server/library/known-names.ts';
import { SiteFilter } from '../../server/library/site-filter.ts';
import { FaultyProxy } from '../support/faulty-proxy.ts';
import { entryOf } from '../support/meilisearch-entries.ts';
import { testSearchIndex } from '../support/search-index.ts';

const { url, apiKey, indexUid } = testSearchIndex();
/** Below what counting may take. */
const DELAY_MS = 1500;

let folder: string;
let catalogue: Catalogue;
let proxy: FaultyProxy;
let writer: VideoIndexWriter;
let filters: FilterStore;
let names: KnownNames;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-names-'));
  catalogue = await openCatalogue(join(folder, 'catalogue.db'));
  writer = new VideoIndexWriter({ url, apiKey }, indexUid);
  await writer.ensure();
  proxy = await FaultyProxy.start(url);
  await proxy.set({ kind: 'slow', delayMs: DELAY_MS });
  filters = new FilterStore(catalogue);
  const siteFilter = new SiteFilter(catalogue, filters);
  const index = new VideoIndex({ url: proxy.url, apiKey }, indexUid);
  names = new KnownNames({ catalogue, index, siteFilter, log: pino({ level: 'silent' }) });
});

afterAll(async () => {
  await proxy.close();
  await catalogue.destroy();
  await rm(folder, { recursive: true, force: true });
});

async function addVideoOf(n: number, performer: string): Promise<void> {
  await writer.add([toDocument(entryOf(n, { video: { performers: [performer] } }))]);
  await bumpCounter(catalogue, 'library');
}

function found({ performers }: Names, text: string): readonly string[] {
  return performers.find(text).map(({ value }) => value);
}

test('names are those of now even when they were being counted as the library or a filter changed', async () => {
  await addVideoOf(1, 'Jane Doe');
  const before = names.upToDate();
  await addVideoOf(2, 'Zoë Kay');
  const [, after] = await Promise.all([before, names.upToDate()]);
  expect(found(after, 'zoe')).toEqual(['Zoë Kay']);

  await addVideoOf(3, 'Max Roe');
  const unfiltered = names.upToDate();
  await filters.add({ field: 'performer', value: 'Jane Doe', mode: 'hide', active: true });
  const [, filtered] = await Promise.all([unfiltered, names.current()]);
  expect(found(filtered, 'jane')).toEqual([]);
  expect(found(filtered, 'max')).toEqual(['Max Roe']);
});
