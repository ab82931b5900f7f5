import fc from 'fast-check';
import { expect, test } from 'vitest';
import { secondPartOffset, walkParts } from '../../../meili/random-walk.ts';
import { seededChoice, shuffleOf, shuffleStart, circleStretches } from '../../../meili/shuffle.ts';
import { hashOf } from '../../support/meilisearch-entries.ts';

const hashes = Array.from({ length: 200 }, (_, n) => hashOf(n));

test('a place is the beginning of the hash', () => {
  expect(shuffleOf('00000000ffffffff')).toBe(0);
  expect(shuffleOf('ffffffff00000000')).toBe(2 ** 32 - 1);
});

test('the same seed starts at the same place, another one elsewhere', () => {
  expect(shuffleStart('a')).toEqual(shuffleStart('a'));
  expect(shuffleStart('a')).not.toEqual(shuffleStart('b'));
  const directions = hashes.map((seed) => shuffleStart(seed).direction);
  expect(new Set(directions)).toEqual(new Set(['asc', 'desc']));
});

test('the stretches of the circle follow each other without a gap, from its beginning to its end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), (count) => {
      const stretches = circleStretches(count);
      expect(stretches).toHaveLength(count);
      expect(stretches[0]?.min).toBe(0);
      expect(stretches.at(-1)?.max).toBe(2 ** 32 - 1);
      for (const [n, { min }] of stretches.entries())
        if (n > 0) expect(min).toBe((stretches[n - 1]?.max ?? 0) + 1);
    }),
  );
});

test('both parts of a walk know where they meet', () => {
  expect(walkParts({ place: 5, direction: 'asc' }).map(({ filter }) => filter)).toEqual([
    'shuffle >= 5',
    'shuffle <= 4',
  ]);
  const sort = ['shuffle:desc', 'hash:desc'];
  expect(walkParts({ place: 5, direction: 'desc' })).toMatchObject([
    { filter: 'shuffle <= 5', sort, places: { min: 0, max: 5 } },
    { filter: 'shuffle >= 6', sort, places: { min: 6, max: 2 ** 32 - 1 } },
  ]);
});

test('the pages of both parts follow each other without a gap', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.nat(50), fc.integer({ min: 1, max: 9 }), (first, second, limit) => {
      const seen: number[] = [];
      for (let page = 1; (page - 1) * limit < first + second; page += 1) {
        const start = (page - 1) * limit;
        const head = Array.from({ length: first }, (_, n) => n).slice(start, start + limit);
        const offset = secondPartOffset(page, limit, first);
        const tail = Array.from({ length: second }, (_, n) => first + n);
        seen.push(...head, ...tail.slice(offset, offset + limit - head.length));
      }
      expect(seen).toEqual(Array.from({ length: first + second }, (_, n) => n));
    }),
  );
});

test('a seed’s choice depends on nothing but the seed and who is there', () => {
  const choice = seededChoice('seed', hashes);
  expect(seededChoice('seed', hashes.toReversed())).toBe(choice);
  expect(seededChoice('seed', [])).toBeUndefined();
  const others = hashes.filter((hash) => hash !== hashOf(7));
  if (choice !== hashOf(7)) expect(seededChoice('seed', others)).toBe(choice);
});

test('every video is some seed’s choice', () => {
  const few = hashes.slice(0, 10);
  expect(new Set(hashes.map((seed) => seededChoice(seed, few)))).toEqual(new Set(few));
});
