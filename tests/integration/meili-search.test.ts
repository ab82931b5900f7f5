import { beforeAll, describe, expect, test } from 'vitest';
import {
  facetNames,
  searchQuery,
  sortKeys,
  type SearchFilters,
} from '../../core/contract/search.ts';
import { UnavailableError } from '../../core/errors.ts';
import { toDocument } from '../../meili/document.ts';
import type { FacetValueSearch } from '../../meili/facet-value-search.ts';
import { equals, isOneOf } from '../../meili/filter.ts';
import { VideoIndexWriter } from '../../meili/video-index-writer.ts';
import { VideoIndex } from '../../meili/video-index.ts';
import { entryOf, hashOf, type EntryOptions } from '../support/meilisearch-entries.ts';
import { testSearchIndex } from '../support/search-index.ts';

const { url, apiKey, indexUid } = testSearchIndex();
const connection = { url, apiKey };
const writer = new VideoIndexWriter(connection, indexUid);
const index = new VideoIndex(connection, indexUid);

const named: readonly EntryOptions[] = [
  {
    video: {
      title: 'Big Buck Bunny',
      studio: 'Blender',
      performers: ['Anna Bukowski'],
      tags: ['open', 'rabbit'],
    },
  },
  {
    video: {
      title: 'Sintel',
      studio: 'Blender',
      performers: ['Halina Reijn', 'Anna Bukowski'],
      tags: ['open', 'dragon'],
    },
  },
  {
    video: {
      title: 'Tears of Steel',
      studio: 'Mango',
      performers: ['Derek de Lint'],
      tags: ['open'],
      collection: 'Films',
    },
  },
  {
    video: {
      title: 'Amélie Poulain',
      studio: 'UGC',
      releasedOn: '2001-04-25',
      releasedYear: 2001,
      height: 800,
    },
  },
  {
    video: { title: 'Bunny Hop', width: 640, height: 480, pathWords: ['Home', 'beach'] },
    views: 2,
    lastViewedMs: 5,
  },
  { video: { title: 'The Big Race', releasedYear: 1987, durationS: undefined }, isFavourite: true },
];
const FILLER = 194;
const total = named.length + FILLER;

beforeAll(async () => {
  await writer.ensure();
  const filler = Array.from({ length: FILLER }, (_, n) =>
    // Many equals in every sort, so that only the tie-break keeps pages apart.
    entryOf(1000 + n, {
      video: {
        title: `Filler ${n % 3}`,
        addedMs: 1,
        durationS: n % 4,
        sizeBytes: n % 2,
        releasedYear: 1900 + (n % 5),
      },
      views: n % 3,
      ...(n % 7 === 0 && { lastViewedMs: 9 }),
    }),
  );
  const entries = [...named.map((options, n) => entryOf(n, options)), ...filler];
  await writer.add(entries.map(toDocument));
});

async function search(parameters: Readonly<Record<string, unknown>>) {
  return await index.search({ query: searchQuery.parse(parameters) });
}

/** The titles that were found, of those that have a name. */
async function titles(parameters: Readonly<Record<string, unknown>>) {
  const { hashes } = await search({ limit: 200, ...parameters });
  return hashes.flatMap((hash) => {
    const n = named.findIndex((_, candidate) => hashOf(candidate) === hash);
    return n === -1 ? [] : [named[n]?.video?.title];
  });
}

describe('what people type', () => {
  test.each([
    ['big buk buny', 'Big Buck Bunny'],
    ['buny', 'Big Buck Bunny'],
    ['snitel', 'Sintel'],
    ['tears stele', 'Tears of Steel'],
    ['amelie', 'Amélie Poulain'],
    ['poula', 'Amélie Poulain'],
    ['blender dragon', 'Sintel'],
    ['bukowski sintel', 'Sintel'],
    ['bigbuck', 'Big Buck Bunny'],
    ['big buck bunny uncut', 'Big Buck Bunny'],
  ])('%j finds %j first or second', async (q, title) => {
    expect((await titles({ q })).slice(0, 2)).toContain(title);
  });

  test('with all words found, videos that lack one are not shown', async () => {
    expect(await titles({ q: 'big bunny' })).toEqual(['Big Buck Bunny']);
  });

  test('a year is not another year', async () => {
    expect((await search({ q: '1986' })).total).toBe(0);
  });

  test('nonsense finds nothing', async () => {
    expect(await search({ q: 'qqqq zzzz' })).toMatchObject({ hashes: [], total: 0 });
  });
});

describe('pages', () => {
  test.each(
    sortKeys.flatMap((key) => [`${key}:asc`, `${key}:desc`, ...(key === 'random' ? [key] : [])]),
  )('sorted by %s neither repeat nor skip, and say how many there are', async (sort) => {
    const seen: string[] = [];
    for (let page = 1; page <= 8; page += 1) {
      const result = await search({ sort, page, limit: 29, seed: `seed ${sort}` });
      expect(result.total).toBe(total);
      seen.push(...result.hashes);
    }
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
  });

  test('of a random order with words and filters hold every match once', async () => {
    const parameters = {
      q: 'filler',
      sort: 'random',
      year: ['1901', '1902'],
      limit: 7,
      facets: 'studio',
    };
    for (const seed of ['a', 'b', 'c', 'd']) {
      const first = await search({ ...parameters, seed });
      const seen = [...first.hashes];
      for (let page = 2; (page - 1) * 7 < first.total; page += 1)
        seen.push(...(await search({ ...parameters, seed, page })).hashes);
      expect(first.total).toBe(78);
      expect(new Set(seen).size).toBe(78);
      expect(seen).toHaveLength(78);
    }
  });

  test('a seed keeps its order and another has another', async () => {
    const order = async (seed: string) => (await search({ sort: 'random', seed })).hashes;
    expect(await order('a')).toEqual(await order('a'));
    expect(await order('a')).not.toEqual(await order('b'));
  });

  test('beyond the last one are empty', async () => {
    for (const sort of ['relevance', 'random'])
      expect(await search({ sort, page: 1_000_000, limit: 200 })).toMatchObject({
        hashes: [],
        total,
      });
  });

  test('titles sort as people expect', async () => {
    expect(await titles({ sort: 'title' })).toEqual([
      'Amélie Poulain',
      'Big Buck Bunny',
      'The Big Race',
      'Bunny Hop',
      'Sintel',
      'Tears of Steel',
    ]);
  });

  test('a video without the sort’s field comes last both ways', async () => {
    for (const sort of ['duration:asc', 'duration:desc'])
      expect((await search({ sort, limit: 200 })).hashes.at(-1)).toBe(hashOf(5));
  });
});

describe('filters', () => {
  test.each([
    [{ studio: ['blender', 'Mango'] }, ['Big Buck Bunny', 'Sintel', 'Tears of Steel']],
    [{ studio: ['blender', '!Mango'] }, ['Big Buck Bunny', 'Sintel']],
    [{ tag: ['rabbit', 'dragon'] }, ['Big Buck Bunny', 'Sintel']],
    [{ tag: ['open', 'dragon'], allOf: 'tag' }, ['Sintel']],
    [{ tag: ['open', '!dragon'], collection: '!films' }, ['Big Buck Bunny']],
    [{ include: 'BEACH home' }, ['Bunny Hop']],
    [{ resolution: '480p' }, ['Bunny Hop']],
    [{ heightMin: 480, resolution: '!1080p' }, ['Bunny Hop']],
    [{ releasedFrom: '2001-04-25', releasedTo: '2001-04-25' }, ['Amélie Poulain']],
    [{ year: '1987' }, ['The Big Race']],
    [{ favourite: 'true' }, ['The Big Race']],
    [{ addedFrom: '2023-11-14', unwatched: 'false' }, ['Bunny Hop']],
    [{ performer: 'anna bukowski', durationMin: 61 }, ['Sintel']],
  ])('%j finds %j', async (filters, found) => {
    expect((await titles(filters)).toSorted()).toEqual(found);
  });

  test('what the catalogue says of favourites wins over the index', async () => {
    const query = searchQuery.parse({ favourite: 'true' });
    const { hashes } = await index.search({ query, favouriteHashes: [hashOf(0), hashOf(1)] });
    expect(hashes.toSorted()).toEqual([hashOf(0), hashOf(1)].toSorted());
    expect((await index.search({ query, favouriteHashes: [] })).total).toBe(0);
  });

  test('what the content filter hides is neither found nor counted', async () => {
    const query = searchQuery.parse({ facets: 'studio', tag: 'open' });
    const result = await index.search({ query, contentFilter: equals('studio', 'Blender') });
    expect(result).toMatchObject({ total: 2, facets: { studio: { Blender: 2 } } });
  });
});

describe('facets', () => {
  test('are counted only where asked for', async () => {
    expect((await search({})).facets).toEqual({});
    expect(Object.keys((await search({ facets: '*' })).facets)).toEqual(facetNames);
  });

  test('alternatives of a chosen value keep their counts, other facets narrow', async () => {
    const { facets, total: found } = await search({ studio: 'Blender', facets: 'studio,tags' });
    expect(found).toBe(2);
    expect(facets.studio).toEqual({ Blender: 2, Mango: 1, UGC: 1 });
    expect(facets.tags).toEqual({ open: 2, rabbit: 1, dragon: 1 });
  });

  test('a second tag can be chosen beside the first one, as an alternative or in addition', async () => {
    const any = await search({ tag: 'rabbit', facets: 'tags,studio' });
    expect(any.facets).toEqual({
      tags: { open: 3, rabbit: 1, dragon: 1 },
      studio: { Blender: 1 },
    });
    const all = await search({ tag: 'rabbit', allOf: 'tag', facets: 'tags' });
    expect(all.facets.tags).toEqual({ open: 1, rabbit: 1 });
  });

  test('count the whole of a random order', async () => {
    const { facets } = await search({ sort: 'random', seed: 'x', limit: 1, facets: 'collection' });
    expect(facets.collection).toEqual({ Videos: total - 1, Films: 1 });
  });
});

describe('names', () => {
  test('all values of a field are listed with their counts', async () => {
    expect(await index.countValues('studio', undefined)).toEqual([
      { value: 'Blender', count: 2 },
      { value: 'Mango', count: 1 },
      { value: 'UGC', count: 1 },
    ]);
    expect(await index.countValues('studio', equals('tags', 'rabbit'))).toEqual([
      { value: 'Blender', count: 1 },
    ]);
  });
});

describe('values of a facet by name', () => {
  async function values(text: string, search: Partial<FacetValueSearch> = {}) {
    const defaults = { facet: 'performers', q: '', filters: {}, limit: 20 } as const;
    const found = await index.facetValues({ ...defaults, text, ...search });
    return found.map(({ value, count }) => `${value} ${count}`);
  }

  test.each([
    ['', ['Anna Bukowski 2', 'Derek de Lint 1', 'Halina Reijn 1']],
    [' ', ['Anna Bukowski 2', 'Derek de Lint 1', 'Halina Reijn 1']],
    ['d', ['Derek de Lint 1']],
    ['RÉIJ', ['Halina Reijn 1']],
    ['bukow', ['Anna Bukowski 2']],
    ['bukovski', ['Anna Bukowski 2']],
    ['lint derek', ['Derek de Lint 1']],
    ['derek', ['Derek de Lint 1']],
    ['xukowski', ['Anna Bukowski 2']],
    ['sintel', []],
    ['"\\', []],
    ['ab', ['Anna Bukowski 2']],
  ])('%j gives %j', async (text, found) => {
    expect(await values(text)).toEqual(found);
  });

  test('are counted in the search around them, without their own facet', async () => {
    expect(await values('anna', { q: 'dragon' })).toEqual(['Anna Bukowski 1']);
    expect(await values('', { q: 'steel' })).toEqual(['Derek de Lint 1']);
    expect(await values('bukowski', { q: 'steel' })).toEqual([]);
    expect(await values('', { filters: { performer: ['Derek de Lint'] }, limit: 1 })).toEqual([
      'Anna Bukowski 2',
    ]);
    const both: SearchFilters = { performer: ['Halina Reijn'], allOf: ['performer'] };
    expect(await values('buko', { filters: both })).toEqual(['Anna Bukowski 1']);
    expect(await values('', { facet: 'tags', filters: { tag: ['!open'] } })).toEqual([]);
  });

  test('of a search that gives up words are those of what it finds then', async () => {
    expect((await search({ q: 'big buck bunny uncut' })).total).toBeGreaterThan(0);
    expect(await values('', { q: 'big buck bunny uncut' })).toEqual(['Anna Bukowski 1']);
    expect(await values('bukowski', { q: 'big buck bunny uncut' })).toEqual(['Anna Bukowski 1']);
  });

  test('are not those of hidden videos', async () => {
    const contentFilter = equals('tags', 'dragon');
    expect(await values('', { contentFilter })).toEqual(['Anna Bukowski 1', 'Halina Reijn 1']);
    expect(await values('derek', { contentFilter })).toEqual([]);
  });
});

describe('single videos', () => {
  test('a seed always gives the same random video, and seeds give many', async () => {
    const seeds = Array.from({ length: 30 }, (_, n) => `day ${n}`);
    const chosen = await Promise.all(seeds.map((seed) => index.random(undefined, { seed })));
    const again = await Promise.all(seeds.map((seed) => index.random(undefined, { seed })));
    expect(again).toEqual(chosen);
    expect(new Set(chosen).size).toBeGreaterThan(20);
  });

  test('a random video passes the filter, and there is none when none does', async () => {
    for (let n = 0; n < 5; n += 1)
      expect(await index.random(equals('tags', 'dragon'))).toBe(hashOf(1));
    expect(await index.random(equals('tags', 'nobody has this'))).toBeUndefined();
  });

  test('of many hashes those are picked out that may be seen', async () => {
    const strangers = Array.from({ length: 6000 }, (_, n) => hashOf(100_000 + n));
    const hashes = [hashOf(0), ...strangers, hashOf(1), hashOf(2)];
    expect(await index.visibleAmong(hashes, equals('studio', 'Blender'))).toEqual(
      new Set([hashOf(0), hashOf(1)]),
    );
    expect(await index.visibleAmong([], undefined)).toEqual(new Set());
  });

  test('a count knows every video', async () => {
    expect(await index.count(undefined)).toBe(total);
    expect(await index.count(isOneOf('hash', []))).toBe(0);
  });
});

describe('when the engine cannot answer', () => {
  test('it is ready when a search is answered', async () => {
    expect(await index.isReady()).toBe(true);
    expect(await new VideoIndex(connection, `${indexUid}_absent`).isReady()).toBe(false);
    expect(await new VideoIndex({ url: 'http://127.0.0.1:9' }, indexUid).isReady()).toBe(false);
  });

  test.each([
    ['nobody listens', { url: 'http://127.0.0.1:9' }],
    ['the key is wrong', { url, apiKey: 'another key than that' }],
  ])('a search says that it is unavailable when %s', async (_, elsewhere) => {
    const search = new VideoIndex(elsewhere, indexUid).search({ query: searchQuery.parse({}) });
    await expect(search).rejects.toThrow(UnavailableError);
    await expect(search).rejects.toMatchObject({ code: 'search_unavailable', retryAfterS: 2 });
  });

  test('a search that nobody waits for any more ends with the caller’s reason', async () => {
    const reason = new Error('gone');
    const query = searchQuery.parse({});
    await expect(index.search({ query }, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
