import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance } from '../../../meili/edit-distance.ts';
import { nameTypos } from '../../../meili/name-match.ts';

describe('nameTypos', () => {
  test.each([
    ['', 'Anyone', 0],
    ['bukow', 'Charles Bukowski', 0],
    ['bukowski charles', 'Charles Bukowski', 0],
    ['ZOE', 'Zoë Kravitz', 0],
    ['zoe krawitz', 'Zoë Kravitz', 1],
    ['bukovsky', 'Charles Bukowski', 2],
    ['charls bukow', 'Charles Bukowski', 1],
    ['ana', 'Anna', undefined],
    ['char bukowski', 'Charles Bukowski', undefined],
    ['studio 1987', 'Studio 1988', undefined],
    ['max', 'Charles Bukowski', undefined],
    ['x', '!!!', undefined],
  ])('%j means %j with %s typos', (query, name, typos) => {
    expect(nameTypos(query, name)).toBe(typos);
  });
});

describe('editDistance', () => {
  test.each([
    ['kitten', 'sitting', 3],
    ['ab', 'ba', 1],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['😀a', '😀b', 1],
  ])('%j to %j takes %i', (from, to, distance) => {
    expect(editDistance(from, to, true)).toBe(distance);
  });

  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });

  test('is symmetric, and 0 for equals only', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        const distance = editDistance(one, other, true);
        expect(distance).toBe(editDistance(other, one, true));
        expect(distance === 0).toBe(one === other);
      }),
    );
  });

  test('the distance to a beginning is the least of those to all beginnings', () => {
    fc.assert(
      fc.property(word, word, (typed, whole) => {
        const toEach = Array.from({ length: whole.length + 1 }, (_, length) =>
          editDistance(typed, whole.slice(0, length), true),
        );
        expect(editDistance(typed, whole, false)).toBe(Math.min(...toEach));
      }),
    );
  });
});
