// Arbitrary states of the search page, for properties.

import fc from 'fast-check';
import type { SearchState } from '../../../web/lib/url-state.ts';

const value = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((text) => !text.startsWith('!'));
const written = fc
  .tuple(fc.boolean(), value)
  .map(([isExcluded, text]) => (isExcluded ? `!${text}` : text));

/** One to five values, each included or excluded. */
const chosenValues = fc.uniqueArray(written, {
  minLength: 1,
  maxLength: 5,
  // A value that is both wanted and unwanted is one filter to a person.
  selector: (text) => text.replace(/^!/, ''),
});

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const seconds = fc.integer({ min: 0, max: 999_999 });

/** Any state that an address can hold. */
export const searchStates: fc.Arbitrary<SearchState> = fc.record(
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
    year: chosenValues,
    include: chosenValues,
    exclude: chosenValues,
    releasedFrom: day,
    releasedTo: day,
    addedFrom: day,
    addedTo: day,
    durationMin: seconds,
    durationMax: seconds,
    heightMin: fc.integer({ min: 0, max: 100_000 }),
    favourite: fc.boolean(),
    unwatched: fc.boolean(),
  },
  { requiredKeys: ['q', 'page'] },
);
