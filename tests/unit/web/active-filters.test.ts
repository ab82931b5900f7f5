import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activeFilters, withoutFilters } from '../../../web/lib/active-filters.ts';
import { parseSearchState, withPatch } from '../../../web/lib/url-state.ts';
import { searchStates } from './search-states.ts';

describe('the filters that are on', () => {
  test('each lead to a search with one filter fewer, and the same text', () => {
    fc.assert(
      fc.property(searchStates, fc.nat(), (state, chance) => {
        const filters = activeFilters(state, 'en');
        const filter = filters[chance % filters.length];
        fc.pre(filter !== undefined);
        const without = withPatch(state, filter.removal);
        const others = filters.filter((one) => one !== filter).map(({ key }) => key);
        expect(activeFilters(without, 'en').map(({ key }) => key)).toEqual(others);
        expect(without).toMatchObject({ q: state.q, page: 1 });
      }),
    );
  });

  test('are all gone from the search without filters, which keeps text and order', () => {
    fc.assert(
      fc.property(searchStates, (state) => {
        const { q, sort } = withoutFilters(state);
        expect(activeFilters(withoutFilters(state), 'en')).toEqual([]);
        expect({ q, sort }).toEqual({ q: state.q, sort: state.sort });
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
      '&heightMin=1080&sizeMax=700000000&codec=!hevc&releasedFrom=2020-05-01&favourite=true&unwatched=false&playability=direct';
    expect(activeFilters(parseSearchState(search), 'en-GB').map(({ label }) => label)).toEqual([
      'Studio: PyData',
      'Not Tag: ads',
      'Playback: Plays as it is',
      'Not Codec: HEVC',
      'Path has: 2024',
      'Path lacks: old',
      '5 mins to 20 mins',
      'At least 1080 lines',
      'Under 700 MB',
      'Released from 1 May 2020',
      'Favourites',
      'Watched',
    ]);
  });
});
