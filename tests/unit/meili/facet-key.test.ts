import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facetKey } from '../../../meili/facet-key.ts';

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

  test('cuts long values between characters', () => {
    expect(facetKey('x'.repeat(500))).toBe('x'.repeat(468));
    expect(facetKey(`x${'東'.repeat(200)}`)).toBe(`x${'東'.repeat(155)}`);
  });
});
