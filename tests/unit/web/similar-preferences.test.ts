import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { similarVideosQuery } from '../../../core/contract/search.ts';
import {
  defaultPreferences,
  isDefault,
  parseSimilarPreferences,
  toSimilarQuery,
  weightLabel,
} from '../../../web/pages/watch/similar-preferences.ts';

const { weights } = defaultPreferences;

describe('stored preferences of similar videos', () => {
  test.each([
    [null, defaultPreferences],
    ['', defaultPreferences],
    ['nonsense', defaultPreferences],
    ['null', defaultPreferences],
    ['{"weights":null}', defaultPreferences],
    ['{"weights":{"studio":0,"tags":3}}', { weights: { ...weights, studio: 0, tags: 3 } }],
    ['{"weights":{"studio":-1,"tags":4,"title":"2"}}', defaultPreferences],
    ['{"includesDuplicates":true}', { includesDuplicates: true }],
    ['{"includesDuplicates":1}', defaultPreferences],
  ])('%s are read as they mean', (text, expected) => {
    expect(parseSimilarPreferences(text)).toEqual({ ...defaultPreferences, ...expected });
  });

  test('are always such as the server takes, whatever was stored', () => {
    const weight = fc.oneof(fc.double(), fc.constantFrom(0, 0.5, 1, 3), fc.string());
    const stored = fc.record({
      weights: fc.dictionary(fc.constantFrom('performers', 'studio', 'tags', 'title'), weight),
      includesDuplicates: fc.oneof(fc.boolean(), fc.string()),
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          stored.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const query = toSimilarQuery(parseSimilarPreferences(text));
          expect(similarVideosQuery.safeParse(Object.fromEntries(query)).success).toBe(true);
        },
      ),
    );
  });
});

test('the defaults ask for nothing, and everything else is asked for by name', () => {
  expect(isDefault(defaultPreferences)).toBe(true);
  expect(toSimilarQuery(defaultPreferences).toString()).toBe('');
  const chosen = {
    weights: { performers: 0, studio: 3, tags: 1.5, title: 1 },
    includesDuplicates: true,
  };
  expect(isDefault(chosen)).toBe(false);
  expect(toSimilarQuery(chosen).toString()).toBe(
    'performerWeight=0&studioWeight=3&tagWeight=1.5&includeDuplicates=true',
  );
});

test.each([
  [0, 'off'],
  [1, 'normal'],
  [2.5, '2.5 times'],
])('a weight of %d is said as %s', (weight, label) => {
  expect(weightLabel(weight)).toBe(label);
});
