import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markMatches } from '../../../web/components/search-box/mark-matches.ts';

const texts = fc.string({ unit: 'grapheme', maxLength: 60 });

function marked(text: string, query: string): readonly string[] {
  return markMatches(text, query)
    .filter(({ isMatch }) => isMatch)
    .map((part) => part.text);
}

describe('the parts of a title that match what is typed', () => {
  test('are the title when put together', () => {
    fc.assert(
      fc.property(texts, texts, (text, query) => {
        const parts = markMatches(text, query);
        expect(parts.map((part) => part.text).join('')).toBe(text);
      }),
    );
  });

  test('are the whole words of a title that is typed as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,9}( [a-z]{1,9}){0,4}$/), (text) => {
        expect(marked(text, text).join('')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });

  test.each([
    ['A Walk on the Beach', 'bea wal', ['Wal', 'Bea']],
    ['Amélie Poulain', 'amel', ['Amél']],
    ['Ame\u0301lie', 'amél', ['Ame\u0301l']],
    ['ISTANBUL İstanbul', 'istanbul', ['ISTANBUL', 'İstanbul']],
    ['Repeat, repeat', 'rep', ['Rep', 'rep']],
    ['Interbeach', 'beach', []],
    ['python-based', 'based', ['based']],
    ['東京物語', '物語', ['物語']],
    ['Sintel', '', []],
    ['Sintel', '"!?', []],
    ['C++ for all', 'for c', ['C', 'for']],
    ['da data', 'd data', ['d', 'data']],
  ])('of %o with %o typed are %o', (text, query, parts) => {
    expect(marked(text, query)).toEqual(parts);
  });
});
