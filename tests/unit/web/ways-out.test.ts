import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { waysOut } from '../../../web/components/search/ways-out.ts';
import { activeFilters } from '../../../web/lib/active-filters.ts';
import { parseSearchState, writeSearchState } from '../../../web/lib/url-state.ts';
import { searchStates } from './search-states.ts';

/** What is offered, as labels and addresses. */
function offers(search: string) {
  return waysOut(parseSearchState(search)).map(({ label, search: wider }) => [
    label,
    writeSearchState(wider).toString(),
  ]);
}

describe('wider searches', () => {
  test('are without one filter each, and without the words', () => {
    expect(offers('q=sea&tag=beach&favourite=true&page=4')).toEqual([
      ['Tag: beach', 'q=sea&favourite=true'],
      ['Favourites', 'q=sea&tag=beach'],
      ['"sea"', 'tag=beach&favourite=true'],
    ]);
  });

  test('are without one of several words or phrases', () => {
    expect(offers('q=blue+"deep+sea"')).toEqual([
      ['"blue"', 'q=%22deep+sea%22'],
      ['"deep sea"', 'q=blue'],
    ]);
  });

  test('are none for a single word', () => {
    expect(offers('q=sea')).toEqual([]);
  });

  test('are few, and each asks for less', () => {
    fc.assert(
      fc.property(searchStates, (state) => {
        const ways = waysOut(state);
        expect(ways.length).toBeLessThanOrEqual(8);
        for (const { search } of ways) {
          const isWithoutFilter = activeFilters(search).length < activeFilters(state).length;
          expect(isWithoutFilter || search.q.length < state.q.length).toBe(true);
        }
      }),
    );
  });
});
