import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSameName } from '../../../core/contract/same-name.ts';
import { savedSearchBody } from '../../../core/contract/saved-search.ts';
import { proposeName, searchWords } from '../../../web/lib/search-words.ts';
import { parseSearchState } from '../../../web/lib/url-state.ts';
import { searchStates } from './search-states.ts';

const cases: readonly (readonly [search: string, words: string, name: string])[] = [
  ['', 'All videos', 'All videos'],
  ['q=beach', '“beach”', 'Beach'],
  ['q=beach&tag=summer', '“beach” · Tag: summer', 'Beach, summer'],
  [
    'performer=Jane+Doe&studio=!Acme',
    'Performer: Jane Doe · Not Studio: Acme',
    'Jane Doe, not Acme',
  ],
  ['unwatched=true&durationMax=300', 'Under 5 min · Not watched', 'Under 5 min, not watched'],
  ['favourite=true', 'Favourites', 'Favourites'],
  ['sort=added:desc', 'All videos · By date added', 'By date added'],
  ['q=x&sort=title:desc', '“x” · By title, descending', 'X'],
  ['resolution=2160p', 'Resolution: 4K', '4K'],
];

describe('a search in words', () => {
  test.each(cases)('%j is %s', (search, words) => {
    expect(searchWords(parseSearchState(search), 'en').join(' · ')).toBe(words);
  });
});

describe('a proposed name', () => {
  test.each(cases)('of %j is short', (search, _, name) => {
    expect(proposeName(parseSearchState(search), [], 'en')).toBe(name);
  });

  test('is one that is free', () => {
    const beach = parseSearchState('q=beach');
    expect(proposeName(beach, ['Sea', 'BEACH'])).toBe('Beach 2');
    expect(proposeName(beach, ['Beach', 'beach 2'])).toBe('Beach 3');
  });

  test('leaves out what is too long for it, and never half a character', () => {
    const long = parseSearchState(`q=${'x'.repeat(70)}&tag=0123456789&tag=a`);
    expect(proposeName(long, [])).toBe(`X${'x'.repeat(69)}`);
    const emoji = proposeName(parseSearchState(`q=x${'🎬'.repeat(60)}`), []);
    expect(emoji).toBe(`X${'🎬'.repeat(39)}…`);
  });

  test('can always be saved', () => {
    fc.assert(
      fc.property(searchStates, fc.array(fc.string()), (state, others) => {
        const first = proposeName(state, others, 'en');
        const name = proposeName(state, [...others, first], 'en');
        expect(isSameName(name, first)).toBe(false);
        const problems = savedSearchBody.shape.name.safeParse(name).error?.issues ?? [];
        // What was typed may hold a control character, which a text field does not.
        expect(problems.filter(({ code }) => code !== 'invalid_format')).toEqual([]);
      }),
    );
  });
});
