// Our idea of filters against the engine's, on values that nobody would think of.

import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { ContentFilter } from '../../core/contract/dashboard.ts';
import { filterFields, filterModes } from '../../core/contract/dashboard.ts';
import { searchFilters } from '../../core/contract/search.ts';
import { compileContentFilter } from '../../meili/content-filter.ts';
import { toDocument } from '../../meili/document.ts';
import { facetKey } from '../../meili/facet-key.ts';
import { equals, isOneOf } from '../../meili/filter.ts';
import { compileSearchFilter } from '../../meili/search-filter.ts';
import { VideoIndexWriter } from '../../meili/video-index-writer.ts';
import { VideoIndex } from '../../meili/video-index.ts';
import { entryOf, hashOf } from '../support/meilisearch-entries.ts';
import { testSearchIndex } from '../support/search-index.ts';

/** Half surrogate pairs included. */
const anyCharacter = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));

const { url, apiKey, indexUid } = testSearchIndex();
const connection = { url, apiKey };
const writer = new VideoIndexWriter(connection, indexUid);
const index = new VideoIndex(connection, indexUid);

const nasty = [
  ...['\\', '\\\\', '"', '\\"', '\'"\\', 'a\\', "it's", 'x" OR hash EXISTS OR tags = "x', '"]'],
  ...[
    'IN [',
    'NOT',
    'EXISTS',
    'TO',
    '_geoRadius(1,2,3)',
    'null',
    'true',
    '12',
    '12.0',
    '-1',
    '1e3',
  ],
  ...[
    'a\nb',
    'a\tb',
    'a\rb',
    'a\0b',
    '\\n',
    '\\u0041',
    'Straße',
    'STRASSE',
    'ẞ',
    'ß',
    'İ',
    'i',
    'ı',
    'I',
  ],
  ...[
    'ＡＢＣ',
    'abc',
    'é',
    'e\u0301',
    'É',
    'ﬁ',
    'FI',
    '½',
    '1⁄2',
    'Σίσυφος',
    'ΣΊΣΥΦΟΣ',
    'ǅ',
    'ŉ',
    '\u212A',
    'k',
  ],
  ...[
    '😀',
    '👩‍👩‍👧',
    '\u0345',
    'a\u0323\u0301',
    'a\u0301\u0323',
    '\u200b',
    'a\u200bb',
    '\ufeffx',
    'x',
    '\u0085x',
  ],
  ...[
    '\u00a0',
    '\u3000x',
    '가',
    '\u1100\u1161',
    'ﷺ'.repeat(40),
    'x'.repeat(468),
    'x'.repeat(469),
    'é'.repeat(200),
  ],
  ...[
    'x'.repeat(467),
    `${'x'.repeat(467)} y`,
    '´x',
    'x´',
    '\u0301x',
    '東'.repeat(300),
    `x${'東'.repeat(300)}`,
  ],
];
const anyValue = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...nasty) },
  { weight: 2, arbitrary: fc.string({ unit: anyCharacter, minLength: 1, maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom('"', '\\', "'", ' ', 'é', 'E', '\u0301') }),
  },
);

beforeAll(() => writer.ensure());

test(
  'whatever a value is, a filter for it finds what has it and nothing else',
  { timeout: 60_000 },
  async () => {
    const values = [...nasty, ...fc.sample(anyValue, 150)];
    const videos = values.map((value, n) => entryOf(n, { video: { tags: [value] } }));
    await writer.add(videos.map(toDocument));
    const all = videos.map(({ video }) => video.hash);
    for (const value of new Set(values)) {
      const same = values.flatMap((other, n) =>
        facetKey(other) === facetKey(value) ? [hashOf(n)] : [],
      );
      // A blank value is not stored, so nothing has it.
      const expected = facetKey(value) === '' ? [] : same;
      for (const filter of [equals('tags', value), isOneOf('tags', ['other', value])]) {
        const found = await index.visibleAmong(all, filter);
        expect([...found].toSorted(), JSON.stringify(value)).toEqual(expected.toSorted());
      }
    }
  },
);

test('the two forms of a content filter agree on every video', { timeout: 60_000 }, async () => {
  // Few values, so that rules meet videos.
  const value = fc.constantFrom(
    'Zoë',
    'ZOË',
    'zoe',
    'Straße',
    'STRASSE',
    'İstanbul',
    'istanbul',
    'ＸＹ',
    'xy',
    'a"\\',
    ' ',
    '',
  );
  const values = fc.array(value, { maxLength: 3 });
  const video = fc.record({
    studio: fc.option(value, { nil: undefined }),
    performers: values,
    categories: values,
    tags: values,
    collection: value,
  });
  const rule: fc.Arbitrary<Omit<ContentFilter, 'id'>> = fc.record({
    field: fc.constantFrom(...filterFields),
    value,
    mode: fc.constantFrom(...filterModes),
    active: fc.boolean(),
  });
  const ruleSets = fc.array(fc.array(rule, { maxLength: 5 }), { minLength: 25, maxLength: 25 });
  const libraries = fc.array(video, { minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(libraries, ruleSets, async (library, sets) => {
      const videos = library.map((fields, n) => entryOf(n, { video: fields }).video);
      await writer.add(videos.map((each) => toDocument({ ...entryOf(0), video: each })));
      const all = videos.map(({ hash }) => hash);
      for (const rules of sets) {
        const compiled = compileContentFilter(rules.map((each, id) => ({ id, ...each })));
        const expected = videos.filter((each) => compiled.isVisible(each)).map(({ hash }) => hash);
        const found = await index.visibleAmong(all, compiled.filter);
        expect([...found].toSorted(), compiled.filter ?? '').toEqual(expected.toSorted());
      }
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

test('the two forms of a search filter agree on every video', { timeout: 60_000 }, async () => {
  const value = fc.constantFrom(
    ...[
      'Zoë',
      'zoe\u0308',
      'ZOË',
      'zoe',
      'STRASSE',
      'straße',
      'İ',
      'i',
      'ＸＹ',
      'xy',
      'a"\\',
      '!',
      '12',
    ],
    ...[' ', '\u3000x', 'x', 'ﷺ'.repeat(60), 'ﷺ'.repeat(61)],
  );
  const values = fc.array(value, { maxLength: 3 });
  const day = fc.constantFrom('1969-12-31', '1970-01-01', '2000-02-29', '2000-03-01');
  const size = fc.constantFrom(0, 1, 359, 360, 719, 720, 1080);
  const ms = fc.constantFrom(0, 951_782_400_000 - 1, 951_782_400_000, 951_868_800_000 - 1);
  const video = fc.record({
    studio: fc.option(fc.oneof(value, fc.constant('')), { nil: undefined }),
    performers: values,
    categories: values,
    tags: values,
    collection: value,
    pathWords: fc.array(fc.constantFrom('café', 'Cafe', 'x264', 'Zoë', '東京')),
    width: size,
    height: size,
    playability: fc.constantFrom('direct', 'remux', 'transcode'),
    videoCodec: fc.constantFrom('h264', 'HEVC', '12'),
    durationS: fc.option(fc.constantFrom(0, 9.999, 10, 1e7), { nil: undefined }),
    sizeBytes: fc.constantFrom(0, 1, 1e15),
    addedMs: ms,
    releasedOn: fc.option(day, { nil: undefined }),
    releasedYear: fc.option(fc.constantFrom(0, 12, 1969, 2000, 10_000), { nil: undefined }),
  });
  const sometimes = <T>(arbitrary: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
  const chosen = (one: fc.Arbitrary<string>) =>
    sometimes(
      fc.array(
        fc.tuple(fc.constantFrom('', '', '!'), one).map((parts) => parts.join('')),
        { minLength: 1, maxLength: 3 },
      ),
    );
  const filters = fc.record({
    performer: chosen(value),
    studio: chosen(value),
    category: chosen(value),
    tag: chosen(value),
    collection: chosen(value),
    resolution: chosen(fc.constantFrom('sd', 'SD', '360P', '720p', '1080')),
    playability: chosen(fc.constantFrom('Direct', 'remux', 'x')),
    codec: chosen(fc.constantFrom('H264', 'hevc', '12', '12.0')),
    year: chosen(
      fc.constantFrom(
        ...['2000', '2000.0', '2e3', '+2000', '２０００', ' 2000 ', '0x7d0', '02000', '1969.'],
        ...['.12e2', '0', 'inf', 'nan', '2000x', '1e9999'],
      ),
    ),
    allOf: sometimes(fc.subarray(['performer', 'category', 'tag'], { minLength: 1 })),
    include: chosen(fc.constantFrom('cafe', 'CAFÉ x264', 'zoe', '東京', '...')),
    exclude: chosen(fc.constantFrom('cafe', 'x264 zoe', '...')),
    releasedFrom: sometimes(day),
    releasedTo: sometimes(day),
    addedFrom: sometimes(day),
    addedTo: sometimes(day),
    durationMin: sometimes(fc.constantFrom(0, 9.999, 10)),
    durationMax: sometimes(fc.constantFrom(9.999, 10, 1e7)),
    heightMin: sometimes(size),
    heightMax: sometimes(size),
    sizeMin: sometimes(fc.constantFrom(0, 1, 1e15)),
    sizeMax: sometimes(fc.constantFrom(1, 1e15)),
    favourite: sometimes(fc.constantFrom('true', 'false')),
    unwatched: sometimes(fc.constantFrom('true', 'false')),
  });
  const filterSets = fc.array(filters, { minLength: 60, maxLength: 60 });
  const libraries = fc.array(video, { minLength: 30, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(libraries, filterSets, async (library, sets) => {
      const videos = library.map((fields, n) => entryOf(n, { video: fields }).video);
      await writer.add(videos.map((each) => toDocument({ ...entryOf(0), video: each })));
      const all = videos.map(({ hash }) => hash);
      const personal = { favouriteHashes: all.slice(0, 9), watchedHashes: all.slice(5, 15) };
      for (const set of sets) {
        const compiled = compileSearchFilter(searchFilters.parse(set), personal);
        const expected = videos.filter((each) => compiled.matches(each)).map(({ hash }) => hash);
        const found = await index.visibleAmong(all, compiled.filter);
        expect([...found].toSorted(), compiled.filter ?? '').toEqual(expected.toSorted());
      }
    }),
    { numRuns: 6, endOnFailure: true },
  );
});
