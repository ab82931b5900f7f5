import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalSearch } from '../../../core/contract/canonical-search.ts';
import { writeSearchState } from '../../../web/lib/url-state.ts';
import { searchStates } from '../web/search-states.ts';

describe('canonicalSearch', () => {
  test.each([
    ['?q=beach', 'q=beach'],
    ['tag=b&q=x&tag=a', 'q=x&tag=a&tag=b'],
    ['tag=a&tag=a', 'tag=a'],
    ['q=+on++the+beach+', 'q=on+the+beach'],
    ['q=&page=3&limit=10&facets=*', ''],
    ['performer=Zoë+%26+Max', 'performer=Zo%C3%AB+%26+Max'],
    ['sort=added:desc', 'sort=added%3Adesc'],
  ])('%s is %s', (search, canonical) => {
    expect(canonicalSearch(search)).toBe(canonical);
  });

  test('is the same whatever the order of the parameters, and on whichever page', () => {
    fc.assert(
      fc.property(searchStates, fc.integer(), (state, seed) => {
        const pairs = [...writeSearchState({ ...state, page: 1 })];
        const turned = pairs.length === 0 ? 0 : Math.abs(seed) % pairs.length;
        const shuffled = [...pairs.slice(turned), ...pairs.slice(0, turned)].reverse();
        const other = new URLSearchParams([...shuffled, ['page', '7']]);
        expect(canonicalSearch(other)).toBe(canonicalSearch(writeSearchState(state)));
      }),
    );
  });

  test('of a canonical text is that text', () => {
    fc.assert(
      fc.property(searchStates, (state) => {
        const canonical = canonicalSearch(writeSearchState(state));
        expect(canonicalSearch(canonical)).toBe(canonical);
      }),
    );
  });
});
