import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StringInterner } from '../../../core/similarity/string-interner.ts';

describe('StringInterner', () => {
  it('numbers strings as a Map would, and gives them back', () => {
    const strings = fc.array(fc.string({ unit: 'binary', maxLength: 5 }), { maxLength: 60 });
    fc.assert(
      fc.property(strings, (all) => {
        const interner = new StringInterner();
        const ids = new Map<string, number>();
        for (const string of all) if (!ids.has(string)) ids.set(string, ids.size);

        const given = all.map((string) => interner.idOf(`<${string}>`, 1, string.length + 1));
        expect(given).toEqual(all.map((string) => ids.get(string)));
        expect(interner.size).toBe(ids.size);
        expect([...ids.values()].map((id) => interner.textOf(id))).toEqual([...ids.keys()]);
      }),
    );
  });

  it('keeps its numbers as it grows', () => {
    const interner = new StringInterner();
    const strings = Array.from({ length: 50_000 }, (_, index) => index.toString(36));
    const ids = strings.map((string) => interner.idOf(string, 0, string.length));
    expect(ids).toEqual(strings.map((_, index) => index));
    expect(strings.map((string) => interner.idOf(string, 0, string.length))).toEqual(ids);
  });
});
