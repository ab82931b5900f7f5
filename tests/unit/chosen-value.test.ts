import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readChosenValue, writeChosenValue } from '../../core/contract/chosen-value.ts';

test.each([
  ['a', 'a', false],
  ['!a', 'a', true],
  ['!!a', '!a', false],
  ['!!!a', '!a', true],
  ['a!', 'a!', false],
  ['!', '!', false],
  ['!!', '!', false],
  ['!!!', '!', true],
  ['!!!!!!', '!!!', false],
])('%j is %j, excluded: %j', (written, value, isExcluded) => {
  expect(readChosenValue(written)).toEqual({ value, isExcluded });
});

test('every value can be wanted and excluded', () => {
  const values = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.string({ unit: fc.constantFrom('!', 'a'), minLength: 1 }),
  );
  fc.assert(
    fc.property(values, fc.boolean(), (value, isExcluded) => {
      const chosen = { value, isExcluded };
      expect(readChosenValue(writeChosenValue(chosen))).toEqual(chosen);
    }),
  );
});
