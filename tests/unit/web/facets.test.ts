import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facetNames, sortKeys } from '../../../core/contract/search.ts';
import {
  choiceOf,
  facetEntries,
  facets,
  labelOf,
  withChoice,
  type Choice,
} from '../../../web/lib/facets.ts';
import { sortOptions } from '../../../web/lib/sort-options.ts';
import { parseSearchState } from '../../../web/lib/url-state.ts';
import { searchStates } from './search-states.ts';

const parameters = fc.constantFrom(...facets.map(({ parameter }) => parameter));
const choices = fc.constantFrom<Choice>('included', 'excluded', 'none');
const values = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.constantFrom('!', '!!', '!a', '!!a'),
);
const tags = facets.find(({ parameter }) => parameter === 'tag');
const studios = facets.find(({ parameter }) => parameter === 'studio');
const years = facets.find(({ parameter }) => parameter === 'year');

test('the page offers every facet with a list of values and every order that the API knows', () => {
  const listed = facetNames.filter((name) => name !== 'duration' && name !== 'favourite');
  expect(facets.map(({ name }) => name).toSorted()).toEqual(listed.toSorted());
  expect(sortOptions.map(({ key }) => key).toSorted()).toEqual([...sortKeys].toSorted());
});

describe('choosing a value', () => {
  test('makes it take part in the chosen way, and leaves every other filter alone', () => {
    fc.assert(
      fc.property(searchStates, parameters, values, choices, (state, parameter, value, choice) => {
        const next = withChoice(state, { parameter, value, choice });
        expect(choiceOf(next, parameter, value)).toBe(choice);
        const undone = withChoice(next, { parameter, value, choice: 'none' });
        expect(undone).toEqual(withChoice(state, { parameter, value, choice: 'none' }));
      }),
    );
  });

  test('takes away what was chosen in another spelling', () => {
    const state = parseSearchState('studio=blender&studio=%20BLENDER&studio=mango');
    const next = withChoice(state, { parameter: 'studio', value: 'Blender', choice: 'none' });
    expect(next.studio).toEqual(['mango']);
  });

  test('goes back to the first page', () => {
    const state = parseSearchState('q=a&page=7');
    expect(withChoice(state, { parameter: 'tag', value: 'b', choice: 'included' }).page).toBe(1);
  });
});

describe('the values of a facet', () => {
  test('stand with the most frequent first, ties by name, numbers in names by size', () => {
    if (tags === undefined) throw new Error('There is no facet of tags.');
    const entries = facetEntries(tags, { b: 2, 'a 10': 1, 'a 9': 1 }, parseSearchState(''));
    expect(entries.map(({ value }) => value)).toEqual(['b', 'a 9', 'a 10']);
  });

  test('stand newest first when they are years', () => {
    if (years === undefined) throw new Error('There is no facet of years.');
    const entries = facetEntries(years, { 2019: 7, 2024: 1, 2021: 3 }, parseSearchState(''));
    expect(entries.map(({ value }) => value)).toEqual(['2024', '2021', '2019']);
  });

  test('stand sharpest first when they are resolutions', () => {
    const resolutions = facets.find(({ parameter }) => parameter === 'resolution');
    if (resolutions === undefined) throw new Error('There is no facet of resolutions.');
    const counts = { SD: 9, '720p': 4, '2160p': 1, '1080p': 3 };
    const entries = facetEntries(resolutions, counts, parseSearchState(''));
    expect(entries.map(({ value }) => labelOf('resolution', value))).toEqual([
      '4K',
      '1080p',
      '720p',
      'SD',
    ]);
  });

  test('include a chosen one that no video has any more', () => {
    if (tags === undefined) throw new Error('There is no facet of tags.');
    const entries = facetEntries(tags, { a: 2 }, parseSearchState('tag=gone&tag=!out'));
    expect(entries).toEqual([
      { value: 'a', count: 2, choice: 'none' },
      { value: 'gone', count: 0, choice: 'included' },
      { value: 'out', count: 0, choice: 'excluded' },
    ]);
  });

  test.each(['studio=blender', 'studio=BLENDER%20', 'studio=blender&studio=BLENDER'])(
    'are chosen by %s in whatever case it is written',
    (address) => {
      if (studios === undefined) throw new Error('There is no facet of studios.');
      const entries = facetEntries(studios, { Blender: 2, Mango: 1 }, parseSearchState(address));
      expect(entries).toEqual([
        { value: 'Blender', count: 2, choice: 'included' },
        { value: 'Mango', count: 1, choice: 'none' },
      ]);
    },
  );

  test('that differ in an accent are two, as to the filter', () => {
    if (studios === undefined) throw new Error('There is no facet of studios.');
    const entries = facetEntries(studios, { Lumière: 2 }, parseSearchState('studio=Lumiere'));
    expect(entries).toEqual([
      { value: 'Lumière', count: 2, choice: 'none' },
      { value: 'Lumiere', count: 0, choice: 'included' },
    ]);
    const composed = facetEntries(
      studios,
      { Lumière: 2 },
      parseSearchState('studio=lumie%CC%80re'),
    );
    expect(composed).toEqual([{ value: 'Lumière', count: 2, choice: 'included' }]);
  });
});
