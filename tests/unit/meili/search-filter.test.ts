import { describe, expect, test } from 'vitest';
import {
  searchFilters,
  type FacetName,
  type SearchFilters,
} from '../../../core/contract/search.ts';
import {
  chosenValues,
  filtersOfHistogram,
  filtersToCount,
  toSearchFilter,
} from '../../../meili/search-filter.ts';

describe('toSearchFilter', () => {
  test.each<[string, SearchFilters, string | undefined]>([
    ['nothing restricts nothing', {}, undefined],
    ['performers are alternatives', { performer: ['A', 'B'] }, 'performers IN ["a","b"]'],
    [
      'all performers must be there when asked for',
      { performer: ['A', 'B', '!C'], allOf: ['performer'] },
      '(performers = "a" AND performers = "b" AND NOT (performers IN ["c"]))',
    ],
    [
      'all of some tags says nothing of performers',
      { performer: ['A'], allOf: ['tag'] },
      'performers IN ["a"]',
    ],
    ['studios are alternatives', { studio: ['A', 'B'] }, 'studio IN ["a","b"]'],
    ['codecs are alternatives', { codec: ['hevc', 'av1'] }, 'videoCodec IN ["hevc","av1"]'],
    ['years are alternatives', { year: ['1999', '2000'] }, 'releasedYear IN ["1999","2000"]'],
    ['! excludes a tag', { tag: ['!A'] }, 'NOT (tags IN ["a"])'],
    ['! excludes a studio', { studio: ['A', '!B'] }, '(studio IN ["a"] AND NOT (studio IN ["b"]))'],
    ['a lone ! is a value', { tag: ['!'] }, 'tags IN ["!"]'],
    [
      '!! is a ! of the value',
      { tag: ['!!A', '!!!B'] },
      '(tags IN ["!a"] AND NOT (tags IN ["!b"]))',
    ],
    ['include takes words', { include: ['Foo_Bar'] }, '(pathWords = "foo" AND pathWords = "bar")'],
    ['words know no accents', { exclude: ['Café'] }, 'NOT (pathWords IN ["cafe"])'],
    ['words of nothing restrict nothing', { include: ['!!'] }, undefined],
    ['durations', { durationMin: 10, durationMax: 20 }, '(durationS >= 10 AND durationS < 20)'],
    ['height', { heightMin: 720, heightMax: 1080 }, '(lines >= 720 AND lines < 1080)'],
    ['sizes', { sizeMin: 5, sizeMax: 2e12 }, '(sizeBytes >= 5 AND sizeBytes < 2000000000000)'],
    [
      'both days belong to the range',
      { addedFrom: '2024-01-01', addedTo: '2024-01-01' },
      '(addedAt >= 1704067200000 AND addedAt <= 1704153599999)',
    ],
    ['days before 1970', { releasedTo: '1969-12-31' }, 'releasedAt <= -1'],
  ])('%s', (_, filters, expression) => {
    expect(toSearchFilter(searchFilters.parse(filters))).toBe(expression);
  });

  test('favourites and watched videos come from the catalogue when it is asked', () => {
    const personal = { favouriteHashes: ['aa'], watchedHashes: ['bb'] };
    expect(toSearchFilter({ favourite: true }, personal)).toBe('hash IN ["aa"]');
    expect(toSearchFilter({ favourite: false }, personal)).toBe('NOT (hash IN ["aa"])');
    expect(toSearchFilter({ unwatched: true }, personal)).toBe('NOT (hash IN ["bb"])');
    expect(toSearchFilter({ unwatched: false }, personal)).toBe('hash IN ["bb"]');
  });

  test('without hashes, or with too many, the index itself is asked', () => {
    const many = { favouriteHashes: Array.from({ length: 5001 }, (_, n) => String(n)) };
    expect(toSearchFilter({ favourite: true })).toBe('isFavourite = true');
    expect(toSearchFilter({ favourite: true }, many)).toBe('isFavourite = true');
    expect(toSearchFilter({ unwatched: true })).toBe('NOT (NOT (views = 0))');
  });
});

describe('what is counted', () => {
  const count = (filters: SearchFilters, facet: FacetName) =>
    toSearchFilter(filtersToCount(filters, facet));

  test('is a facet without its own values and with all other filters', () => {
    const filters = { studio: ['A', '!B'], tag: ['x'] };
    expect(count(filters, 'studio')).toBe('tags IN ["x"]');
    expect(count(filters, 'performers')).toBe(toSearchFilter(filters));
  });

  test('lacks what is excluded where a video may have several values', () => {
    expect(count({ tag: ['x', '!y'] }, 'tags')).toBe('NOT (tags IN ["y"])');
  });

  test('is what is left where all values must be there', () => {
    const filters: SearchFilters = { tag: ['x', 'y'], allOf: ['tag'] };
    expect(count(filters, 'tags')).toBe('(tags = "x" AND tags = "y")');
  });

  test('is all lengths, whichever is chosen', () => {
    const filters = { durationMin: 300, durationMax: 1200, year: ['1999'] };
    expect(count(filters, 'duration')).toBe('releasedYear IN ["1999"]');
    expect(toSearchFilter(filtersOfHistogram(filters, 'duration'))).toBe(
      'releasedYear IN ["1999"]',
    );
  });

  test('is all years in the histogram, and the days between which it was released in the facet', () => {
    const filters = { year: ['1999'], releasedTo: '1969-12-31', codec: ['av1'] };
    expect(toSearchFilter(filtersOfHistogram(filters, 'releasedYear'))).toBe(
      'videoCodec IN ["av1"]',
    );
    expect(count(filters, 'releasedYear')).toBe('(videoCodec IN ["av1"] AND releasedAt <= -1)');
  });

  test('are the chosen values too, however they are written', () => {
    expect(chosenValues({ tag: ['a', '!b', '!!c'] }, 'tags')).toEqual(['a', 'b', '!c']);
    expect(chosenValues({ tag: ['a'] }, 'duration')).toEqual([]);
  });
});
