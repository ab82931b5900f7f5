import { describe, expect, test } from 'vitest';
import { facetNames } from '../../../core/contract/search.ts';
import { parseGroups } from '../../../web/components/search/remembered-groups.ts';
import { countedFacets, nextCounts } from '../../../web/components/search/search-counts.ts';

test('every facet that the API knows is asked for', () => {
  expect(countedFacets.toSorted()).toEqual(facetNames.toSorted());
});

describe('the facets of the panel', () => {
  test('are those that have values, in the order of the panel', () => {
    const facets = { tags: { a: 1 }, performers: { b: 2 }, studio: {} };
    expect(nextCounts({ facets, histograms: {} }, undefined).facetsToShow).toEqual([
      'performers',
      'tags',
    ]);
  });

  test('keep their place when nothing is left of them', () => {
    const before = nextCounts({ facets: { tags: { a: 1 } }, histograms: {} }, undefined);
    const after = nextCounts({ facets: { studio: { c: 1 } }, histograms: {} }, before);
    expect(after.facetsToShow).toEqual(['studio', 'tags']);
    expect(after.facets.tags).toBeUndefined();
  });
});

test.each([
  [null, {}],
  ['', {}],
  ['[true]', { 0: true }],
  ['{"tags":false,"studio":"open","year":true}', { tags: false, year: true }],
  ['{', {}],
])('the groups that were opened or closed are read from %o as %o', (stored, groups) => {
  expect(parseGroups(stored)).toEqual(groups);
});
