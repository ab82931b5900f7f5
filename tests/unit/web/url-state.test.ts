import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchQuery } from '../../../core/contract/search.ts';
import {
  parsePage,
  parseSearchState,
  withPatch,
  writeSearchState,
} from '../../../web/lib/url-state.ts';
import { searchStates } from './search-states.ts';

const anyParameters = fc.array(
  fc.tuple(
    fc.constantFrom('q', 'page', 'sort', 'seed', 'tag', 'addedTo', 'durationMin', 'favourite', 'x'),
    fc.oneof(fc.string(), fc.constantFrom('title:asc', 'random', '2024-02-29', '7', 'true', '!a')),
  ),
);

describe('the state of the search page', () => {
  test('survives being written to an address and read back', () => {
    fc.assert(
      fc.property(searchStates, (state) => {
        expect(parseSearchState(`?${writeSearchState(state).toString()}`)).toEqual(state);
      }),
    );
  });

  test('is written as parameters that the search API accepts', () => {
    fc.assert(
      fc.property(searchStates, (state) => {
        const query = writeSearchState(state);
        const asServerReads = Object.fromEntries(
          [...new Set(query.keys())].map((name) => [name, query.getAll(name)]),
        );
        const flattened = Object.fromEntries(
          Object.entries(asServerReads).map(([name, values]) => [
            name,
            values.length === 1 ? values[0] : values,
          ]),
        );
        expect(searchQuery.safeParse(flattened).error).toBeUndefined();
      }),
    );
  });

  test('is read from any text without an error, and then no longer changes', () => {
    fc.assert(
      fc.property(anyParameters, (parameters) => {
        const state = parseSearchState(new URLSearchParams(parameters).toString());
        expect(parseSearchState(writeSearchState(state).toString())).toEqual(state);
      }),
    );
  });

  test('leaves out of the address what is the default', () => {
    expect(writeSearchState({ q: '', page: 1 }).toString()).toBe('');
  });

  test.each([
    ['releasedFrom=2024-02-30x', 'releasedFrom'],
    ['addedTo=yesterday', 'addedTo'],
    ['durationMin=-5', 'durationMin'],
    ['durationMax=1e9', 'durationMax'],
    ['durationMax=10000001', 'durationMax'],
    ['sizeMin=99999999999999999', 'sizeMin'],
    ['tag=a&allOf=studio', 'allOf'],
    ['tag=!a&allOf=tag', 'allOf'],
    ['favourite=maybe', 'favourite'],
    ['sort=colour:asc', 'sort'],
    ['performer=', 'performer'],
    ['performer=!', 'performer'],
    ['seed=', 'seed'],
  ] as const)('takes the malformed %s as absent', (search, name) => {
    expect(parseSearchState(search)).not.toHaveProperty(name);
  });

  test('counts a value that stands twice once', () => {
    expect(parseSearchState('tag=a&tag=b&tag=a').tag).toEqual(['a', 'b']);
  });
});

test('asking for all of some values is over when none of them is wanted any more', () => {
  const state = parseSearchState('tag=a&tag=b&performer=c&allOf=performer&allOf=tag');
  expect(state.allOf).toEqual(['performer', 'tag']);
  expect(withPatch(state, { tag: undefined }).allOf).toEqual(['performer']);
});

describe('changing fields', () => {
  test('removes a field that is set to nothing', () => {
    const state = parseSearchState('q=a&durationMin=60&page=3');
    expect(withPatch(state, { durationMin: undefined })).toEqual({ q: 'a', page: 1 });
  });

  test('keeps the page that is asked for', () => {
    expect(withPatch(parseSearchState('q=a'), { page: 4 })).toEqual({ q: 'a', page: 4 });
  });
});

describe('the page number of an address', () => {
  test.each([
    [null, 1],
    ['', 1],
    ['0', 1],
    ['-2', 1],
    ['1.5', 1],
    ['12', 12],
    ['99999999', 1],
  ])('%o is page %d', (text, page) => {
    expect(parsePage(text)).toBe(page);
  });
});
