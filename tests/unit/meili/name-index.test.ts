import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NameIndex } from '../../../meili/name-index.ts';
import { nameTypos } from '../../../meili/name-match.ts';

async function find(names: readonly string[], text: string): Promise<readonly string[]> {
  const values = names.map((value, place) => ({ value, count: names.length - place }));
  const index = await NameIndex.create(values);
  return index.find(text).map(({ value }) => value);
}

const people = ['Anna Bell', 'Jane Doe', 'Annabel Roe', 'John Doe', 'Hanna Ray', 'Anna', 'Jo Diaz'];

describe('find', () => {
  test.each([
    ['j', ['Jane Doe', 'John Doe', 'Jo Diaz']],
    ['anna', ['Anna', 'Anna Bell', 'Annabel Roe', 'Hanna Ray']],
    ['doe j', ['Jane Doe', 'John Doe']],
    ['jd', ['Jane Doe', 'John Doe', 'Jo Diaz']],
    ['jhon doe', ['John Doe']],
    ['', []],
    ['???', []],
    ['nobody', []],
  ])('%j means %j, in this order', async (text, names) => {
    expect(await find(people, text)).toEqual(names);
  });

  test('says what the comparison with each name says', async () => {
    const letter = fc.constantFrom('a', 'b', 'n', 'e', 'é');
    const word = fc.string({ unit: letter, minLength: 1, maxLength: 7 });
    const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
    const hyphened = name.map((words) => words.replace(' ', '-'));
    const names = fc.uniqueArray(fc.oneof(name, hyphened), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(names, name, async (all, text) => {
        const expected = all.filter((value) => nameTypos(text, value) !== undefined);
        expect((await find(all, text)).toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 500 },
    );
  });

  test('puts fewer typos first', async () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 4, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(word), word, async (all, text) => {
        const [first, ...rest] = (await find(all, text)).map((name) => nameTypos(text, name) ?? 0);
        // The name that was typed whole has no typos.
        expect([first, ...rest]).toEqual([first, ...rest].toSorted());
      }),
    );
  });
});
