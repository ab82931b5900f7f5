import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facetKey } from '../../../meili/facet-key.ts';
import { and, equals, exists, inRange, isOneOf, not, or } from '../../../meili/filter.ts';

/** Half surrogate pairs included. */
const anyCharacter = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));

/** Reads one quoted value as the engine's parser does: a backslash takes the next character as it is. */
function readQuoted(expression: string): { value: string; rest: string } {
  const match = /^"((?:[^"\\]|\\.)*)"/su.exec(expression);
  if (match?.[1] === undefined) throw new Error(`no quoted value at the start of ${expression}`);
  return {
    value: match[1].replace(/\\(.)/gsu, '$1'),
    rest: expression.slice(match[0].length),
  };
}

const anyText = fc.oneof(
  fc.string({ unit: anyCharacter }),
  fc.string({ unit: fc.constantFrom('"', "'", '\\', '\n', '[', ']', ',', ' ', 'a', '😀') }),
  fc.constantFrom('x" OR hash EXISTS OR studio = "', '\\', '\\"', 'IN [', 'NOT', '"]'),
);

describe('the filter builders', () => {
  test('a value of any characters is one quoted value and nothing more', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const expression = equals('studio', value);
        expect(expression.startsWith('studio = ')).toBe(true);
        const read = readQuoted(expression.slice('studio = '.length));
        expect(read).toEqual({ value: facetKey(value), rest: '' });
      }),
    );
  });

  test('a list of values of any characters has as many values', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 5 }), (values) => {
        let rest = isOneOf('tags', values).slice('tags IN ['.length);
        for (const [index, value] of values.entries()) {
          const read = readQuoted(rest);
          expect(read.value).toBe(facetKey(value));
          rest = index < values.length - 1 ? read.rest.slice(1) : read.rest;
        }
        expect(rest).toBe(']');
      }),
    );
  });

  test.each([
    [equals('views', 0), 'views = 0'],
    [equals('isFavourite', true), 'isFavourite = true'],
    [isOneOf('hash', []), 'hash IN []'],
    [inRange('durationS', { min: 1.5, max: 60 }), '(durationS >= 1.5 AND durationS <= 60)'],
    [inRange('releasedAt', { min: -86_400_000 }), 'releasedAt >= -86400000'],
    [inRange('sizeBytes', { below: 1e21 }), 'sizeBytes < 1e21'],
    [inRange('lines', {}), undefined],
    [exists('releasedAt'), '(releasedAt EXISTS AND releasedAt IS NOT NULL)'],
    [not(equals('views', 0)), 'NOT (views = 0)'],
    [and(), undefined],
    [and(undefined, equals('views', 1), undefined), 'views = 1'],
    [or(equals('views', 1), equals('views', 2)), '(views = 1 OR views = 2)'],
    [
      and(equals('views', 1), or(equals('views', 2), equals('views', 3))),
      '(views = 1 AND (views = 2 OR views = 3))',
    ],
  ])('writes %s', (filter, expression) => {
    expect(filter).toBe(expression);
  });

  test('a bound that is no number is refused', () => {
    expect(() => inRange('lines', { min: Number.NaN })).toThrow(RangeError);
  });
});
