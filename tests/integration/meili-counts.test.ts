// What the numbers of a search mean: each facet value and each bar says how many videos choosing it finds.

import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { readChosenValue, writeChosenValue } from '../../core/contract/chosen-value.ts';
import { filterFields, filterModes, type ContentFilter } from '../../core/contract/dashboard.ts';
import { durationRanges } from '../../core/contract/duration-ranges.ts';
import {
  allOfNames,
  facetNames,
  searchQuery,
  type FacetName,
  type SearchFilters,
} from '../../core/contract/search.ts';
import { compileContentFilter } from '../../meili/content-filter.ts';
import { toDocument } from '../../meili/document.ts';
import { VideoIndexWriter } from '../../meili/video-index-writer.ts';
import { VideoIndex, type VideoSearchResult } from '../../meili/video-index.ts';
import {
  listedValues,
  passesFilters,
  type KnownVideo,
  type ListedParameter,
} from '../support/match-filters.ts';
import { entryOf } from '../support/meilisearch-entries.ts';
import { testSearchIndex } from '../support/search-index.ts';

const connection = testSearchIndex();
const writer = new VideoIndexWriter(connection, connection.indexUid);
const index = new VideoIndex(connection, connection.indexUid);

beforeAll(() => writer.ensure());

const LIBRARY_SIZE = 40;

/** Few values, so that filters meet videos. */
const name = fc.constantFrom('Ann', 'ann', 'Bo', '!', '!!Cy', '"D\\');
const names = fc.uniqueArray(name, { maxLength: 3, selector: (value) => value.toLowerCase() });
const durationS = fc.constantFrom(0, 9.999, 10, 299.999, 300, 1199.5, 1200, 3599, 3600, 90_000);
const day = fc.constantFrom('1999-12-31', '2000-01-01', '2000-06-15', '2001-01-01');

const library = fc.array(
  fc.record({
    fields: fc.record({
      performers: names,
      categories: names,
      tags: names,
      studio: fc.option(name, { nil: undefined }),
      collection: name,
      title: fc.constantFrom('Sun', 'Moon', 'Sun and moon'),
      durationS: fc.option(durationS, { nil: undefined }),
      height: fc.constantFrom(360, 720, 800, 1080),
      width: fc.constantFrom(640, 1280),
      sizeBytes: fc.constantFrom(1, 700_000_000, 2_000_000_000),
      videoCodec: fc.constantFrom('h264', 'hevc'),
      playability: fc.constantFrom('direct', 'transcode'),
      releasedOn: fc.option(day, { nil: undefined }),
      releasedYear: fc.option(fc.constantFrom(1995, 2000), { nil: undefined }),
    }),
    isFavourite: fc.boolean(),
    isWatched: fc.boolean(),
  }),
  { minLength: LIBRARY_SIZE, maxLength: LIBRARY_SIZE },
);

const chosen = (value: fc.Arbitrary<string>) =>
  fc.uniqueArray(fc.record({ value, isExcluded: fc.boolean() }).map(writeChosenValue), {
    minLength: 1,
    maxLength: 3,
    selector: (written) => readChosenValue(written).value.toLowerCase(),
  });
/** Mostly absent: under many filters nothing is found. */
const sometimes = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

const filterSet: fc.Arbitrary<SearchFilters> = fc.record({
  performer: sometimes(chosen(name)),
  category: sometimes(chosen(name)),
  tag: sometimes(chosen(name)),
  studio: sometimes(chosen(name)),
  collection: sometimes(chosen(name)),
  codec: sometimes(chosen(fc.constantFrom('h264', 'HEVC'))),
  year: sometimes(chosen(fc.constantFrom('1999', '2000'))),
  allOf: fc.option(fc.subarray([...allOfNames], { minLength: 1 }), { nil: undefined }),
  durationMin: sometimes(durationS),
  durationMax: sometimes(durationS),
  heightMin: sometimes(fc.constantFrom(0, 720, 1080)),
  heightMax: sometimes(fc.constantFrom(721, 1080)),
  sizeMin: sometimes(fc.constantFrom(0, 700_000_000)),
  sizeMax: sometimes(fc.constantFrom(700_000_000, 700_000_001)),
  releasedFrom: sometimes(day),
  releasedTo: sometimes(day),
  favourite: sometimes(fc.boolean()),
  unwatched: sometimes(fc.boolean()),
});

const rules = fc.array(
  fc.record({
    id: fc.nat(),
    field: fc.constantFrom(...filterFields),
    value: name,
    mode: fc.constantFrom(...filterModes),
    active: fc.boolean(),
  }),
  { maxLength: 2 },
);

const parameterOf: Readonly<Partial<Record<FacetName, ListedParameter>>> = {
  performers: 'performer',
  categories: 'category',
  tags: 'tag',
  studio: 'studio',
  collection: 'collection',
  resolution: 'resolution',
  playability: 'playability',
  videoCodec: 'codec',
  releasedYear: 'year',
};

/** The filters after a person chose a value of a facet. */
function choose(filters: SearchFilters, facet: FacetName, value: string): SearchFilters {
  if (facet === 'favourite') return { ...filters, favourite: value === 'true' };
  const range = durationRanges.find((each) => facet === 'duration' && each.value === value);
  if (range !== undefined)
    return { ...filters, durationMin: range.durationMin, durationMax: range.durationMax };
  const parameter = parameterOf[facet] ?? 'tag';
  const isBeside = filters.allOf?.some((each) => each === parameter) === true;
  const others = (filters[parameter] ?? []).filter((written) => {
    const other = readChosenValue(written);
    const isSame = other.value.toLowerCase() === value.toLowerCase();
    return !isSame && (isBeside || other.isExcluded);
  });
  return {
    ...filters,
    [parameter]: [...others, writeChosenValue({ value, isExcluded: false })],
  };
}

/** All values of a facet that videos have, but for those that the filters exclude. */
function valuesToCount(
  videos: readonly KnownVideo[],
  filters: SearchFilters,
  facet: FacetName,
): readonly string[] {
  if (facet === 'favourite') return ['true', 'false'];
  if (facet === 'duration') return durationRanges.map(({ value }) => value);
  const parameter = parameterOf[facet] ?? 'tag';
  const excluded = (filters[parameter] ?? [])
    .map(readChosenValue)
    .filter(({ isExcluded }) => isExcluded)
    .map(({ value }) => value.toLowerCase());
  const values = videos.flatMap(({ video }) => listedValues[parameter](video));
  const keys = new Set(values.map((value) => value.toLowerCase()));
  return [...keys].filter((key) => key !== '' && !excluded.includes(key));
}

interface Check {
  readonly filters: SearchFilters;
  readonly rules: readonly ContentFilter[];
  /** Favourites and history are told as the catalogue has them, or the index's own flags are used. */
  readonly isTold: boolean;
  readonly q: string;
}

/** A library in the index, and searches in it. */
class Library {
  readonly #videos: readonly KnownVideo[];

  constructor(videos: readonly KnownVideo[]) {
    this.#videos = videos;
  }

  async search(check: Check, filters = check.filters): Promise<VideoSearchResult> {
    const hashesOf = (is: (video: KnownVideo) => boolean) =>
      check.isTold ? this.#videos.filter(is).map(({ video }) => video.hash) : undefined;
    return await index.search({
      query: {
        ...searchQuery.parse({ q: check.q, facets: '*', histograms: '*', limit: 200 }),
        ...filters,
      },
      contentFilter: compileContentFilter(check.rules).filter,
      favouriteHashes: hashesOf(({ isFavourite }) => isFavourite),
      watchedHashes: hashesOf(({ isWatched }) => isWatched),
    });
  }

  /** What is found, by the meaning of the filters. */
  found(check: Check, filters = check.filters): readonly string[] {
    const content = compileContentFilter(check.rules);
    return this.#videos
      .filter((each) => content.isVisible(each.video) && passesFilters(each, filters))
      .map(({ video }) => video.hash);
  }

  expectCounts(check: Check, { facets, histograms }: VideoSearchResult): void {
    for (const [facet, counts] of facetEntries(facets)) {
      const values = valuesToCount(this.#videos, check.filters, facet);
      const expected = [...new Set([...values, ...Object.keys(counts).map(lowerCase)])]
        .map((value) => [value, this.found(check, choose(check.filters, facet, value)).length])
        .filter(([, count]) => count !== 0);
      const actual = Object.entries(counts).map(([value, count]) => [lowerCase(value), count]);
      expect(Object.fromEntries(actual), facet).toEqual(Object.fromEntries(expected));
    }
    const { year: _, ...anyYear } = check.filters;
    for (const { min, max, count } of histograms.releasedYear ?? []) {
      const days = { releasedFrom: `${min}-01-01`, releasedTo: `${String(max)}-12-31` };
      expect(count).toBe(this.found(check, { ...anyYear, ...days }).length);
    }
    for (const { min, max, count } of histograms.duration ?? []) {
      const lengths = { durationMin: min, durationMax: max ?? undefined };
      expect(count).toBe(this.found(check, { ...check.filters, ...lengths }).length);
    }
  }
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}

function facetEntries(facets: VideoSearchResult['facets']) {
  return facetNames.flatMap((facet) => {
    const counts = facets[facet];
    return counts === undefined ? [] : [[facet, counts] as const];
  });
}

type Drawn = Omit<KnownVideo, 'video'> & { readonly fields: Partial<KnownVideo['video']> };

async function indexed(drawn: readonly Drawn[]): Promise<Library> {
  const videos = drawn.map(({ fields, ...others }, n) => ({
    video: entryOf(n, { video: fields }).video,
    ...others,
  }));
  await writer.add(
    videos.map(({ video, isFavourite, isWatched }, n) =>
      toDocument({ ...entryOf(n, { isFavourite, views: isWatched ? 1 : 0 }), video }),
    ),
  );
  return new Library(videos);
}

const checks = (q: fc.Arbitrary<string>) =>
  fc.array(fc.record({ filters: filterSet, rules, isTold: fc.boolean(), q }), {
    minLength: 30,
    maxLength: 30,
  });

test(
  'what is found, counted and drawn is what the filters mean',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(library, checks(fc.constant('')), async (drawn, each) => {
        const made = await indexed(drawn);
        for (const check of each) {
          const result = await made.search(check);
          expect(result.hashes.toSorted()).toEqual(made.found(check).toSorted());
          expect(result.total).toBe(result.hashes.length);
          made.expectCounts(check, result);
        }
      }),
      { numRuns: 6, endOnFailure: true },
    );
  },
);

test(
  'choosing a value of a facet finds as many videos as it says, with words as well',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(library, checks(fc.constantFrom('sun', 'moon')), async (drawn, each) => {
        const made = await indexed(drawn);
        for (const check of each) {
          const { facets } = await made.search(check);
          for (const [facet, counts] of facetEntries(facets)) {
            const [value, count] = Object.entries(counts).at(-1) ?? [];
            if (value === undefined) continue;
            const next = await made.search(check, choose(check.filters, facet, value));
            expect(next.total, `${facet} ${value}`).toBe(count);
          }
        }
      }),
      { numRuns: 2, endOnFailure: true },
    );
  },
);
