import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CloudWord } from '../../../core/contract/word-cloud.ts';
import {
  inReadingOrder,
  letterSizeRem,
  narrowedBy,
} from '../../../web/components/search/cloud-search.ts';
import { parseSearchState, writeSearchState } from '../../../web/lib/url-state.ts';

function word(kind: CloudWord['kind'], text: string): CloudWord {
  return { kind, text, weight: 1, videoCount: 1 };
}

describe('a word of the cloud', () => {
  test.each([
    ['', word('word', 'sea'), 'q=sea'],
    ['q=blue&page=3', word('word', 'sea'), 'q=blue+sea'],
    ['q=blue', word('tag', 'beach'), 'q=blue&tag=beach'],
    ['tag=summer', word('tag', 'beach'), 'tag=summer&tag=beach&allOf=tag'],
    ['performer=A', word('performer', 'B'), 'performer=A&performer=B&allOf=performer'],
    ['studio=A&studio=B', word('studio', 'B'), 'studio=B'],
    ['collection=A', word('collection', 'B'), 'collection=B'],
    ['tag=beach', word('tag', 'beach'), 'tag=beach'],
    ['tag=!summer', word('tag', 'beach'), 'tag=%21summer&tag=beach'],
  ])('in %o narrows: %o', (search, by, narrowed) => {
    const state = narrowedBy(parseSearchState(search), by);
    expect(writeSearchState(state).toString()).toBe(narrowed);
  });

  test('is found by the alphabet', () => {
    const words = ['sea 10', 'Ärger', 'sea 9', 'Berg'].map((text) => word('word', text));
    expect(inReadingOrder(words).map(({ text }) => text)).toEqual([
      'Ärger',
      'Berg',
      'sea 9',
      'sea 10',
    ]);
  });

  test('is the larger the heavier it is, and never too small to be read', () => {
    const weight = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(weight, weight, (one, other) => {
        const [light, heavy] = [Math.min(one, other), Math.max(one, other)];
        expect(letterSizeRem(light)).toBeLessThanOrEqual(letterSizeRem(heavy));
        expect(letterSizeRem(light)).toBeGreaterThanOrEqual(0.8125);
      }),
    );
  });
});
