import { expect, test } from 'vitest';
import { titleKey } from '../../../meili/title-key.ts';

/** As the engine compares: byte by byte. */
function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(titleKey(a)), Buffer.from(titleKey(b)));
}

test('titles are in the order people expect', () => {
  const wanted = [
    '1917',
    '2001: A Space Odyssey',
    'Amélie',
    '“Amen”',
    'Élan',
    'Part 2',
    'Part 02b',
    'Part 10',
    'The Third Man',
    'the thirteenth',
    'Zebra',
    'Zürich',
  ];
  expect([...wanted].reverse().sort(compareBytes).map(titleKey)).toEqual(wanted.map(titleKey));
});

test.each([
  ['The Thing', 'thing'],
  ['The', 'the'],
  ['A', 'a'],
  ['An American', 'american'],
  ["Don't Look Now!", 'dont look now'],
  ['', ''],
  ['...', ''],
])('the key of %j is %j', (title, key) => {
  expect(titleKey(title)).toBe(key);
});

test('a title of any length has a short key', () => {
  expect(titleKey('9 '.repeat(5000)).length).toBeLessThanOrEqual(120);
});
