import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StringInterner } from '../../../core/similarity/string-interner.ts';

describe('StringInterner', () => {
  it('numbers strings as a Map would, and gives them back', () => {
    // Of few letters, so that many are equal; one of them is half of a character.
    const letters = fc.array(fc.constantFrom('a', 'b', 'é', '東', '\ud83d'), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 60 }), (all) => {
        const strings = all.map((parts) => parts.join(''));
        const ids = new Map<string, number>();
        for (const string of strings) if (!ids.has(string)) ids.set(string, ids.size);
        const interner = new StringInterner();

        const given = strings.map((string) => interner.idOf(`<${string}>`, 1, string.length + 1));
        expect(given).toEqual(strings.map((string) => ids.get(string)));
        expect(interner.size).toBe(ids.size);
        expect([...ids.values()].map((id) => interner.textOf(id))).toEqual([...ids.keys()]);
      }),
    );
  });

  it('keeps its numbers as it grows', () => {
    const interner = new StringInterner();
    const strings = Array.from({ length: 20_000 }, (_, index) => index.toString(36));
    const idsOf = () => strings.map((string) => interner.idOf(string, 0, string.length));
    expect(idsOf()).toEqual([...strings.keys()]);
    expect(idsOf()).toEqual([...strings.keys()]);
  });
});
