import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  parseRecents,
  withoutRecent,
  withRecent,
} from '../../../web/components/search-box/recent-searches.ts';

describe('recent searches', () => {
  test('are few, each once, the newest first', () => {
    const typed = fc.array(fc.string({ maxLength: 6 }), { maxLength: 20 });
    fc.assert(
      fc.property(typed, (texts) => {
        const recents = texts.reduce<readonly string[]>(withRecent, []);
        const newest = texts.map((text) => text.trim()).findLast((text) => text.length > 1);
        expect(recents[0]).toBe(newest);
        expect(recents.length).toBeLessThanOrEqual(6);
        expect(new Set(recents.map((text) => text.toLowerCase())).size).toBe(recents.length);
      }),
    );
  });

  test('move up when they are made again in another case', () => {
    expect(withRecent(['sintel', 'beach'], ' Beach ')).toEqual(['Beach', 'sintel']);
  });

  test('leave out what is only a letter', () => {
    expect(withRecent(['beach'], 's ')).toEqual(['beach']);
  });

  test('can be taken away one by one', () => {
    expect(withoutRecent(['beach', 'sintel'], 'Beach')).toEqual(['sintel']);
  });

  test.each([
    [null, []],
    ['', []],
    ['{"a":1}', []],
    ['not json', []],
    ['["a b",1,null,"c"]', ['a b', 'c']],
    [JSON.stringify(['x'.repeat(501), 'ok']), ['ok']],
  ])('are read from %o as %o', (stored, recents) => {
    expect(parseRecents(stored)).toEqual(recents);
  });
});
