import { expect, test } from 'vitest';
import { sortValues } from '../../../meili/spread.ts';

test('numbers are in order of value, either way', () => {
  expect(sortValues([10, 9, -1, 9, 0.5])).toEqual([-1, 0.5, 9, 9, 10]);
  expect(sortValues([10, 9, -1], 'desc')).toEqual([10, 9, -1]);
});

test('texts are in the order of their bytes, as the engine sorts them', () => {
  // The private U+E000 comes before U+1F600 in bytes, and behind it in the units of JavaScript.
  expect(sortValues(['b', '\u{1f600}', '\u{e000}', 'a', ''])).toEqual([
    ...['', 'a', 'b', '\u{e000}', '\u{1f600}'],
  ]);
});
