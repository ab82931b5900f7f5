import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createStringTable,
  indexOfString,
  stringAt,
  stringCount,
} from '../../../core/similarity/string-table.ts';

describe('a string table', () => {
  it('finds each of its strings, and no other', () => {
    const strings = fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 6 }), { maxLength: 40 });
    fc.assert(
      fc.property(strings, fc.string({ unit: 'binary' }), (unsorted, other) => {
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
