// Pages far into a result, in a small library of which nearly every page is far: what decides that is set low.

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { searchQuery, sortKeys } from '../../core/contract/search.ts';
import { toDocument } from '../../meili/document.ts';
import { and } from '../../meili/filter.ts';
import { IndexRequests } from '../../meili/index-requests.ts';
import { KnownTotals } from '../../meili/known-totals.ts';
import { LibrarySpreads, type SpreadOf } from '../../meili/library-spreads.ts';
import { PlaceFinder } from '../../meili/place-finder.ts';
import { stretchesOf } from '../../meili/result-order.ts';
import { searchPage } from '../../meili/search-page.ts';
import { searchFilter, withFilter, type VideoQuery } from '../../meili/search-queries.ts';
import { sortValues } from '../../meili/spread.ts';
import { VideoIndexWriter } from '../../meili/video-index-writer.ts';
import { VideoIndex } from '../../meili/video-index.ts';
import { entryOf, type EntryOptions } from '../support/meilisearch-entries.ts';
import { testSearchIndex } from '../support/search-index.ts';

const { url, apiKey, indexUid } = testSearchIndex();
const connection = { url, apiKey };
const all = new VideoIndex(connection, indexUid);
const places = { reach: 2, sampleSize: 5 };
const deep = new VideoIndex(connection, indexUid, places);
const requests = new IndexRequests(connection, indexUid);
const ask = async (queries: readonly VideoQuery[]) => await requests.askAll(queries, undefined);

const VIDEOS = 190;
const sorts = sortKeys.flatMap((key) => [`${key}:asc`, `${key}:desc`]);
/** Some look like numbers, some come to no key at all, and some are written in several ways. */
const titles = [
  ...['2001', '12', '007', '1e3', 'Infinity', 'nan', '-5', '2001: a space odyssey', '???', '…'],
  ...['Ärger', 'Arger', 'Zoë', 'ﬁlm', 'film', '東京 1', '한국', '😀', 'x"y\\z', 'a'.repeat(300)],
];

beforeAll(async () => {
  const writer = new VideoIndexWriter(connection, indexUid);
  await writer.ensure();
  const entries = Array.from({ length: VIDEOS }, (_, n) => entryOf(n, made(n)));
  await writer.add(entries.map(toDocument));
});

/** Large groups of equals beside values of their own, and fields that are not there. */
function made(n: number): EntryOptions {
  const isPlain = n % 3 > 0;
  return {
    video: {
      title: isPlain ? 'Same old film' : (titles[(n / 3) % 30] ?? `Film ${n}`),
      addedMs: isPlain ? 1_700_000_000_000 : 1_600_000_000_000 + n,
      durationS: n % 4 === 0 ? undefined : isPlain ? 0.1 + 0.2 : n / 7,
      sizeBytes: isPlain ? 1000 : n,
      releasedOn: n % 5 === 0 ? `${1900 + n}-02-03` : undefined,
      tags: n % 2 === 0 ? ['even'] : [],
    },
    views: n % 10 === 0 ? n : 0,
    ...(n % 10 === 0 && { lastViewedMs: 1_700_000_000_000 + (n % 40) }),
  };
}

async function hashes(index: VideoIndex, parameters: Readonly<Record<string, unknown>>) {
  return await index.search({ query: searchQuery.parse(parameters) });
}

/** All pages, one after the other. */
async function walk(index: VideoIndex, sort: string): Promise<readonly string[]> {
  const walked: string[] = [];
  for (let page = 1; ; page += 1) {
    const result = await hashes(index, { sort, seed: 'x', page, limit: 7 });
    walked.push(...result.hashes);
    if (page * 7 >= result.total) return walked;
  }
}

const searches = fc.record({
  sort: fc.constantFrom(...sorts),
  seed: fc.constantFrom('a', 'b', 'c'),
  q: fc.constantFrom('', ' ', 'film', 'fi', 'same old', 'qqqq', 'same qqqq'),
  filters: fc.constantFrom({}, { tag: 'even' }, { durationMin: 0.3 }, { unwatched: 'true' }),
});

const pages = fc.record({
  limit: fc.integer({ min: 1, max: 7 }),
  ratio: fc.double({ min: 0, max: 1.1, noNaN: true }),
});

test('every video of a search comes once when all are asked for, whatever a stretch holds', async () => {
  await fc.assert(
    fc.asyncProperty(searches, fc.integer({ min: 1, max: 300 }), async (search, size) => {
      const { q, filters } = search;
      const whole = await hashes(all, { q, ...filters, limit: 200 });
      const query = searchQuery.parse({ q, ...filters });
      const found = await Array.fromAsync(all.every({ query }, undefined, size));
      expect(found.flat().toSorted()).toEqual([...whole.hashes].toSorted());
    }),
    { numRuns: 20 },
  );
});

describe('pages far into a result', () => {
  test.each(sorts)('sorted by %s hold together every video once, in order', async (sort) => {
    const whole = await hashes(all, { sort, seed: 'x', limit: 200 });
    expect(whole.hashes).toHaveLength(VIDEOS);
    expect(await walk(deep, sort)).toEqual(whole.hashes);
  });

  test('are the same asked directly as in the whole, whatever is searched for', async () => {
    await fc.assert(
      fc.asyncProperty(searches, pages, async ({ filters, ...search }, { limit, ratio }) => {
        const whole = await hashes(all, { ...search, ...filters, limit: 200 });
        const page = 1 + Math.floor((ratio * whole.total) / limit);
        const result = await hashes(deep, { ...search, ...filters, page, limit, facets: 'tags' });
        expect(result.hashes).toEqual(whole.hashes.slice((page - 1) * limit, page * limit));
        expect(result.total).toBe(whole.total);
        expect(result.facets.tags?.['even'] ?? 0).toBeLessThanOrEqual(result.total);
      }),
      { numRuns: 100 },
    );
  });

  test('are the same whatever is believed of the total and of the values, of another library or none', async () => {
    const numbers = fc.oneof(fc.integer({ max: 300 }), fc.double({ noNaN: true, max: 1.8e12 }));
    const hints = fc.record({
      total: fc.option(fc.integer({ min: 0, max: 1000 }), { nil: undefined }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      numbers: fc.array(fc.oneof(numbers, fc.constantFrom(0, 1000, 0.1 + 0.2)), { maxLength: 40 }),
      texts: fc.array(fc.oneof(fc.constantFrom(...titles, 'same old film'), fc.string())),
    });
    await fc.assert(
      fc.asyncProperty(searches, pages, hints, async ({ filters, ...asked }, page, hint) => {
        const whole = await hashes(all, { ...asked, ...filters, limit: 200 });
        const number = 1 + Math.floor((page.ratio * whole.total) / page.limit);
        const { limit } = page;
        const search = { query: searchQuery.parse({ ...asked, ...filters, page: number, limit }) };
        const totals = new KnownTotals();
        const { q } = search.query;
        const counted = {
          q,
          matchingStrategy: 'all',
          ...withFilter(searchFilter(search)),
        } as const;
        if (hint.total !== undefined) totals.remember(counted, hint.total);
        const spreadOf: SpreadOf = (field) => {
          const values = sortValues(field === 'titleKey' ? hint.texts : hint.numbers);
          return Promise.resolve({ share: hint.share, values });
        };
        const options = { matching: 'all', spreadOf, totals, places } as const;
        const result = await searchPage(ask, search, options);
        const expected = whole.hashes.slice((number - 1) * limit, number * limit);
        // Without a video that has all words, some are given up: that is not the page's.
        if (result.total > 0) expect(result.hashes).toEqual(expected);
        else expect(result.hashes).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('stay right when the library becomes another one', async () => {
    const uid = `${indexUid}_other`;
    const writer = new VideoIndexWriter(connection, uid);
    await writer.ensure();
    const documents = Array.from({ length: VIDEOS }, (_, n) => toDocument(entryOf(n, made(n))));
    await writer.add(documents.slice(0, 60));
    const index = new VideoIndex(connection, uid, places);
    for (const sort of sorts) await walk(index, sort);
    await writer.delete(documents.slice(10, 60).map(({ hash }) => hash));
    await writer.add(documents.slice(60));
    for (const sort of sorts) {
      const whole = await hashes(new VideoIndex(connection, uid), { sort, seed: 'x', limit: 200 });
      expect(whole.hashes).toHaveLength(VIDEOS - 50);
      expect(await walk(index, sort)).toEqual(whole.hashes);
    }
  });
});

describe('a place', () => {
  const reach = 20;
  const { of: spreadOf } = new LibrarySpreads(ask);

  test.each(sorts)('in the order of %s is found up to a few videos', async (sort) => {
    const sources = { ask, spreadOf, options: { reach, sampleSize: 16 } };
    const finder = new PlaceFinder(sources, { q: '' });
    const stretches = stretchesOf(searchQuery.parse({ sort, seed: 'x' })) ?? [];
    for (const stretch of stretches) {
      const within = { ...withFilter(stretch.filter), page: 1, hitsPerPage: 0 };
      const [counted] = await ask([within]);
      const size = counted?.totalHits ?? 0;
      for (let target = 0; target < size; target += 9) {
        const start = await finder.find(stretch, stretch.filter, { target, size, counted: [] });
        expect(target - start.before).toBeGreaterThanOrEqual(0);
        expect(target - start.before).toBeLessThanOrEqual(reach);
        const behind = { ...within, ...withFilter(and(stretch.filter, start.filter)) };
        const [rest] = await ask([behind]);
        expect(rest?.totalHits).toBe(size - start.before);
      }
    }
  });
});
