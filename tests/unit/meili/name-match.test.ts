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
    ['j doe', 'Jane Doe', 0],
    ['J. Doe', 'Jane Doe', 0],
    ['doe, j.', 'Jane Doe', 0],
    ['jd', 'Jane Doe', 1],
    ['j.d.', 'Jane Doe', 0],
    ['jj abrams', 'J.J. Abrams', 0],
    ['j j abrams', 'J.J. Abrams', 0],
    ['x doe', 'Jane Doe', undefined],
    ['jean luc', 'Jean-Luc Godard', 0],
    ['jeanluc', 'Jean-Luc Godard', 0],
    ['jean-luc godard', 'Jean Luc Godard', 0],
    ['obrien', 'Conan O’Brien', 0],
    ["o'brien", 'Conan O’Brien', 0],
    ['deniro', 'Robert De Niro', 0],
    ['robertdeniro', 'Robert De Niro', 0],
    ['blue note', 'Bluenote', 0],
    ['宮崎', '宮崎駿', 0],
    ['駿', '宮崎駿', 0],
    ['宮崎駿', '宮崎 駿', 0],
    ['ジブリ', 'スタジオジブリ', 0],
    ['연아', '김연아', 0],
    ['宮本', '宮崎駿', undefined],
    ['bjork', 'Björk Guðmundsdóttir', 0],
    ['gudmundsdottir', 'Björk Guðmundsdóttir', 0],
    ['lukasz', 'Łukasz Langa', 0],
    ['studio1987', 'Studio 1988', undefined],
    ['a '.repeat(300), 'Anna Bell', 0],
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
