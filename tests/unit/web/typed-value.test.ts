import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuery } from '../../../core/contract/query-language/parse-query.ts';
import { typedValueAt, withValue } from '../../../web/components/search-box/typed-value.ts';

describe('the value that is being typed', () => {
  test.each([
    ['performer:ja', 'performers', 'ja'],
    ['actor:ja', 'performers', 'ja'],
    ['Channel:"acme tr', 'studio', 'acme tr'],
    ['walk -tag:be', 'tags', 'be'],
    ['walk #be', 'tags', 'be'],
    ['walk -#be', 'tags', 'be'],
    ['genre:', 'categories', ''],
    ['#', 'tags', ''],
    ['library:f', 'collection', 'f'],
  ])('of %o is one of %s: %o', (text, facet, value) => {
    expect(typedValueAt(text, text.length)).toMatchObject({ facet, value });
  });

  test.each([
    '',
    'walk',
    'tag:beach ',
    'tag:"a beach"',
    'path:beach',
    'resolution:72',
    'http://x',
    '-',
  ])('is none in %o', (text) => {
    expect(typedValueAt(text, text.length)).toBeUndefined();
  });

  test('is the one before the caret, unless the caret stands within it', () => {
    const text = 'tag:be walk';
    expect(typedValueAt(text, 6)).toMatchObject({ value: 'be', start: 0, end: 6 });
    expect(typedValueAt(text, 5)).toBeUndefined();
  });

  test('is found in any text without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, caret) => {
        const typed = typedValueAt(text, Math.min(caret, text.length));
        expect(typed === undefined || typed.start <= typed.end).toBe(true);
      }),
    );
  });
});

describe('a value in the place of what was typed of it', () => {
  test.each([
    ['walk performer:ja', 'Jane Doe', 'walk performer:"Jane Doe" '],
    ['studio:"acm', 'Acme', 'studio:Acme '],
    ['-tag:be', 'beach', '-tag:beach '],
    ['#be', 'beach', '#beach '],
    ['-#be', 'a beach', '-tag:"a beach" '],
    ['performer:', 'Dwayne "The Rock" Johnson', undefined],
    ['tag:', '!odd', undefined],
  ])('%o with %o is %o', (text, value, completed) => {
    const typed = typedValueAt(text, text.length);
    expect(typed && withValue(text, typed, value)).toBe(completed);
  });

  test('leaves what stands behind it', () => {
    const typed = typedValueAt('tag:be walk', 6);
    expect(typed && withValue('tag:be walk', typed, 'beach')).toBe('tag:beach walk');
  });

  test('is read as that very value, or cannot be said', () => {
    const openings = fc.constantFrom('performer:', '-performer:', 'actor:"');
    fc.assert(
      fc.property(
        openings,
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        (text, value) => {
          const typed = typedValueAt(text, text.length);
          const completed = typed && withValue(text, typed, value);
          fc.pre(completed !== undefined);
          const written = text.startsWith('-') ? `!${value}` : value;
          expect(parseQuery(completed)).toEqual({ q: '', filters: { performer: [written] } });
        },
      ),
    );
  });
});
