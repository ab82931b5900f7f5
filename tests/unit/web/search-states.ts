// Arbitrary states of the search page, for properties.

import fc from 'fast-check';
import { readChosenValue, writeChosenValue } from '../../../core/contract/chosen-value.ts';
import type { AllOfName } from '../../../core/contract/search.ts';
import type { SearchState } from '../../../web/lib/url-state.ts';

const value = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
const written = fc.record({ isExcluded: fc.boolean(), value }).map(writeChosenValue);

/** One to five values, each included or excluded. */
const chosenValues = fc.uniqueArray(written, {
  minLength: 1,
  maxLength: 5,
  // A value that is both wanted and unwanted is one filter to a person.
  selector: (text) => readChosenValue(text).value,
});

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const seconds = fc.integer({ min: 0, max: 1e7 });
const lines = fc.integer({ min: 0, max: 100_000 });
const bytes = fc.integer({ min: 0, max: 1e15 });
const allOfNames: readonly AllOfName[] = ['performer', 'category', 'tag'];

/** Any state that an address can hold. */
export const searchStates: fc.Arbitrary<SearchState> = fc
  .tuple(
    fc.record(
      {
        q: fc.string({ unit: 'grapheme', maxLength: 40 }),
        page: fc.integer({ min: 1, max: 999_999 }),
        sort: fc.record({
          key: fc.constantFrom('relevance', 'added', 'released', 'title', 'viewed', 'random'),
          direction: fc.constantFrom('asc', 'desc'),
        }),
        seed: fc.string({ minLength: 1, maxLength: 20 }),
        performer: chosenValues,
        studio: chosenValues,
        category: chosenValues,
        tag: chosenValues,
        collection: chosenValues,
        resolution: chosenValues,
        playability: chosenValues,
        codec: chosenValues,
        year: chosenValues,
        include: chosenValues,
        exclude: chosenValues,
        releasedFrom: day,
        releasedTo: day,
        addedFrom: day,
        addedTo: day,
        durationMin: seconds,
        durationMax: seconds,
        heightMin: lines,
        heightMax: lines,
        sizeMin: bytes,
        sizeMax: bytes,
        favourite: fc.boolean(),
        unwatched: fc.boolean(),
      },
      { requiredKeys: ['q', 'page'] },
    ),
    fc.subarray([...allOfNames]),
  )
  .map(([state, names]) => {
    const allOf = names.filter((name) =>
      state[name]?.some((one) => !readChosenValue(one).isExcluded),
    );
    return allOf.length === 0 ? state : { ...state, allOf };
  });
