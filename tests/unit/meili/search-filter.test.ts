import { describe, expect, test } from 'vitest';
import { searchFilters, type SearchFilters } from '../../../core/contract/search.ts';
import { disjunctiveFacets, toSearchFilter, withoutFacet } from '../../../meili/search-filter.ts';

describe('toSearchFilter', () => {
  test.each<[string, SearchFilters, string | undefined]>([
    ['nothing restricts nothing', {}, undefined],
    [
      'all performers must be there',
      { performer: ['A', 'B'] },
      '(performers = "a" AND performers = "b")',
    ],
    ['studios are alternatives', { studio: ['A', 'B'] }, 'studio IN ["a","b"]'],
    ['years are alternatives', { year: ['1999', '2000'] }, 'releasedYear IN ["1999","2000"]'],
    ['! excludes a tag', { tag: ['!A'] }, 'NOT (tags IN ["a"])'],
    ['! excludes a studio', { studio: ['A', '!B'] }, '(studio IN ["a"] AND NOT (studio IN ["b"]))'],
    ['a lone ! is a value', { tag: ['!'] }, 'tags = "!"'],
    ['include takes words', { include: ['Foo_Bar'] }, '(pathWords = "foo" AND pathWords = "bar")'],
    ['words know no accents', { exclude: ['Café'] }, 'NOT (pathWords IN ["cafe"])'],
    ['words of nothing restrict nothing', { include: ['!!'] }, undefined],
    ['durations', { durationMin: 10, durationMax: 20 }, '(durationS >= 10 AND durationS <= 20)'],
    ['height', { heightMin: 1080 }, 'height >= 1080'],
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
    expect(toSearchFilter({ unwatched: false }, personal)).toBe('NOT (NOT (hash IN ["bb"]))');
  });

  test('without hashes, or with too many, the index itself is asked', () => {
    const many = { favouriteHashes: Array.from({ length: 5001 }, (_, n) => String(n)) };
    expect(toSearchFilter({ favourite: true })).toBe('isFavourite = true');
    expect(toSearchFilter({ favourite: true }, many)).toBe('isFavourite = true');
    expect(toSearchFilter({ unwatched: true })).toBe('views = 0');
  });
});

describe('disjunctive facets', () => {
  test('only fields whose values are alternatives are counted apart', () => {
    const filters = { studio: ['A'], tag: ['x'], resolution: ['1080p'], year: ['1999'] };
    expect(disjunctiveFacets(filters)).toEqual(['studio', 'resolution', 'releasedYear']);
  });

  test('a facet is counted without its own values and with all others', () => {
    const filters = { studio: ['A'], tag: ['x'] };
    expect(toSearchFilter(withoutFacet(filters, 'studio'))).toBe('tags = "x"');
    expect(toSearchFilter(withoutFacet(filters, 'performers'))).toBe(toSearchFilter(filters));
  });
});
