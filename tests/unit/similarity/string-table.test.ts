import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createStringTable,
  indexOfString,
  stringAt,
  stringCount,
} from '../../../core/similarity/string-table.ts';

// Of one to four bytes; U+FF21 and 🔥 sort otherwise in UTF-8 than in UTF-16.
const strings = fc
  .array(fc.constantFrom('a', 'b', ' ', 'é', '東', '\uff21', '🔥'), { maxLength: 4 })
  .map((parts) => parts.join(''));

describe('a string table', () => {
  it('finds each of its strings, and no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(strings, { maxLength: 40 }), strings, (unsorted, other) => {
        const sorted = [...unsorted].sort();
        const table = createStringTable(sorted);
        expect(stringCount(table)).toBe(sorted.length);
        expect(sorted.map((_, index) => stringAt(table, index))).toEqual(sorted);
        expect(sorted.map((string) => indexOfString(table, string))).toEqual([...sorted.keys()]);
        const expected = sorted.indexOf(other);
        expect(indexOfString(table, other)).toBe(expected === -1 ? undefined : expected);
      }),
    );
  });
});
