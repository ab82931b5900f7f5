// Pages far into a result, in a small library of which nearly every page is far: what decides that is set low.

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { searchQuery, sortKeys } from '../../core/contract/search.ts';
import { createMeiliClient } from '../../meili/client.ts';
import { toDocument } from '../../meili/document.ts';
import { and } from '../../meili/filter.ts';
import { PlaceFinder, type AskAll } from '../../meili/place-finder.ts';
import { stretchesOf } from '../../meili/result-order.ts';
import { withFilter } from '../../meili/search-queries.ts';
import { VideoIndexWriter } from '../../meili/video-index-writer.ts';
import { VideoIndex } from '../../meili/video-index.ts';
import { entryOf, type EntryOptions } from '../support/meilisearch-entries.ts';
import { testSearchIndex } from '../support/search-index.ts';

const { url, apiKey, indexUid } = testSearchIndex();
const connection = { url, apiKey };
const all = new VideoIndex(connection, indexUid);
const deep = new VideoIndex(connection, indexUid, { reach: 2, sampleSize: 5 });

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

const searches = fc.record({
  sort: fc.constantFrom(...sorts),
  seed: fc.constantFrom('a', 'b', 'c'),
  q: fc.constantFrom('', ' ', 'film', 'fi', 'same old', 'qqqq', 'same qqqq'),
  filters: fc.constantFrom({}, { tag: 'even' }, { durationMin: 0.3 }, { unwatched: 'true' }),
});

describe('pages far into a result', () => {
  test.each(sorts)('sorted by %s hold together every video once, in order', async (sort) => {
    const whole = await hashes(all, { sort, seed: 'x', limit: 200 });
    expect(whole.hashes).toHaveLength(VIDEOS);
    const walked: string[] = [];
    for (let page = 1; page <= Math.ceil(VIDEOS / 7); page += 1) {
      const result = await hashes(deep, { sort, seed: 'x', page, limit: 7 });
      expect(result.total).toBe(VIDEOS);
      walked.push(...result.hashes);
    }
    expect(walked).toEqual(whole.hashes);
  });

  test('are the same asked directly as in the whole, whatever is searched for', async () => {
    const pages = fc.record({
      limit: fc.integer({ min: 1, max: 7 }),
      ratio: fc.double({ min: 0, max: 1.1, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(searches, pages, async ({ filters, ...search }, { limit, ratio }) => {
        const whole = await hashes(all, { ...search, ...filters, limit: 200 });
        const page = 1 + Math.floor((ratio * whole.total) / limit);
        const result = await hashes(deep, { ...search, ...filters, page, limit, facets: 'tags' });
        expect(result.hashes).toEqual(whole.hashes.slice((page - 1) * limit, page * limit));
        expect(result.total).toBe(whole.total);
        expect(result.facets.tags?.['even'] ?? 0).toBeLessThanOrEqual(result.total);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a place', () => {
  const client = createMeiliClient(connection);
  const ask: AskAll = async (queries) => {
    const named = queries.map((query) => ({ ...query, indexUid }));
    return (await client.multiSearch<{ queries: typeof named }>({ queries: named })).results;
  };
  const reach = 20;

  test.each(sorts)('in the order of %s is found up to a few videos', async (sort) => {
    const finder = new PlaceFinder(ask, { q: '' }, { reach, sampleSize: 16 });
    const stretches = stretchesOf(searchQuery.parse({ sort, seed: 'x' })) ?? [];
    for (const stretch of stretches) {
      const within = { ...withFilter(stretch.filter), page: 1, hitsPerPage: 0 };
      const [counted] = await ask([within]);
      const size = counted?.totalHits ?? 0;
      for (let target = 0; target < size; target += 9) {
        const start = await finder.find(stretch, stretch.filter, { target, size });
        expect(target - start.before).toBeGreaterThanOrEqual(0);
        expect(target - start.before).toBeLessThanOrEqual(reach);
        const behind = { ...within, ...withFilter(and(stretch.filter, start.filter)) };
        const [rest] = await ask([behind]);
        expect(rest?.totalHits).toBe(size - start.before);
      }
    }
  });
});
