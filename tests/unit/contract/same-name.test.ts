import { expect, test } from 'vitest';
import { isSameName } from '../../../core/contract/same-name.ts';

test.each([
  ['Summer', ' SUMMER', true],
  ['Ｓummer', 'summer', true],
  ['Zoë', 'Zoë', true],
  ['Zoë', 'Zoe', false],
  ['Summer', 'Summer 2', false],
])('%j and %j are the same name: %s', (a, b, isSame) => {
  expect(isSameName(a, b)).toBe(isSame);
});
