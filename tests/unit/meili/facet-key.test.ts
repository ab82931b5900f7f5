import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facetKey, nameable } from '../../../meili/facet-key.ts';

/** Half surrogate pairs included. */
const anyCharacter = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));

describe('facetKey', () => {
  test.each([
    ['Anna', 'ANNA'],
    ['  Anna\t', 'anna'],
    ['\u0085Anna', 'anna'],
    ['ＡＢＣ', 'abc'],
    ['é', 'e\u0301'],
    ['É', 'e\u0301'],
    ['ẞ', 'ß'],
    ['ﬁ', 'FI'],
    ['\u212A', 'k'],
    ['ΣΊΣΥΦΟΣ', 'Σίσυφος'],
    ['´a', '\u0301a'],
  ])('takes %j and %j for one value', (one, other) => {
    expect(facetKey(one)).toBe(facetKey(other));
  });

  test.each([
    ['e', 'é'],
    ['i', 'ı'],
    ['i', 'İ'],
    ['ss', 'ß'],
    ['\ufeffa', 'a'],
    ['a b', 'a  b'],
    ['12', '12.0'],
  ])('tells %j and %j apart', (one, other) => {
    expect(facetKey(one)).not.toBe(facetKey(other));
  });

  test('is its own key, and never longer than 468 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 200 }), (value) => {
        const key = facetKey(value);
        expect(facetKey(key)).toBe(key);
        expect(Buffer.byteLength(key)).toBeLessThanOrEqual(468);
        expect(key.isWellFormed()).toBe(true);
      }),
    );
  });

  test('gives a document a value that its key names', () => {
    const value = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 20 }),
      // Free-standing accents, which are a space and an accent.
      fc.string({ unit: fc.constantFrom('´', '᾽', ' ', 'A') }),
      fc.string({ unit: fc.constantFrom(' ', 'a'), minLength: 460, maxLength: 480 }),
    );
    fc.assert(
      fc.property(value, (text) => {
        const given = nameable(text);
        expect(facetKey(given)).toBe(facetKey(text));
        expect(nameable(given)).toBe(given);
      }),
    );
    expect(nameable(' Ann ')).toBe(' Ann ');
    expect(nameable(`${'A'.repeat(467)} b`)).toBe('a'.repeat(467));
  });

  test('cuts long values between characters', () => {
    expect(facetKey('x'.repeat(500))).toBe('x'.repeat(468));
    expect(facetKey(`x${'東'.repeat(200)}`)).toBe(`x${'東'.repeat(155)}`);
    expect(facetKey(`${'x'.repeat(467)} y`)).toBe('x'.repeat(467));
  });
});
