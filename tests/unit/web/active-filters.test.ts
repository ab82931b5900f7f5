import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activeFilters, withoutFilters } from '../../../web/lib/active-filters.ts';
import { parseSearchState, withPatch } from '../../../web/lib/url-state.ts';
import { searchStates } from './search-states.ts';

describe('the filters that are on', () => {
  test('each lead to a search with fewer filters, and removing all leaves none', () => {
    fc.assert(
      fc.property(searchStates, (state) => {
        const filters = activeFilters(state, 'en');
        for (const { removal } of filters) {
          const without = withPatch(state, removal);
          expect(activeFilters(without, 'en')).toHaveLength(filters.length - 1);
          expect(without).toMatchObject({ q: state.q, page: 1 });
        }
        expect(activeFilters(withoutFilters(state), 'en')).toEqual([]);
        expect(withoutFilters(state).sort).toEqual(state.sort);
      }),
    );
  });

  test('have a key each', () => {
    fc.assert(
      fc.property(searchStates, (state) => {
        const keys = activeFilters(state, 'en').map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  test('are written in words', () => {
    const search =
      'studio=PyData&tag=!ads&include=2024&exclude=old&durationMin=300&durationMax=1200' +
      '&heightMin=1080&releasedFrom=2020-05-01&favourite=true&unwatched=false&playability=direct';
    expect(activeFilters(parseSearchState(search), 'en-GB').map(({ label }) => label)).toEqual([
      'Studio: PyData',
      'Not Tag: ads',
      'Playback: Plays as it is',
      'Path has: 2024',
      'Path lacks: old',
      '5 mins to 20 mins',
      'At least 1080 lines',
      'Released from 1 May 2020',
      'Favourites',
      'Watched',
    ]);
  });
});
