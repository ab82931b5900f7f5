import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  beforeCut,
  behindCut,
  cutsAround,
  hashCuts,
  onlyValue,
  tighten,
  type Bracket,
} from '../../../meili/cut.ts';

const rising = { field: 'views', direction: 'asc' } as const;
const falling = { field: 'titleKey', direction: 'desc' } as const;
const whole: Bracket = { from: undefined, to: undefined, before: 0, end: 100 };

test.each([
  [rising, { value: 3, isBehind: false }, 'views < 3', 'views >= 3'],
  [rising, { value: 3, isBehind: true }, 'views <= 3', 'views > 3'],
  [falling, { value: 'b"', isBehind: false }, 'titleKey > "b\\""', 'titleKey <= "b\\""'],
  [falling, { value: 'b', isBehind: true }, 'titleKey >= "b"', 'titleKey < "b"'],
])('a cut leaves each video on one side', (by, cut, before, behind) => {
  expect([beforeCut(by, cut), behindCut(by, cut)]).toEqual([before, behind]);
});

test('a bracket is tightened to the cuts next to the place', () => {
  const at = (value: number, before: number) => ({ cut: { value, isBehind: false }, before });
  const counted = [at(1, 10), at(2, 40), at(3, 40), at(4, 70)];
  expect(tighten(whole, counted, 50)).toEqual({
    from: { value: 3, isBehind: false },
    to: { value: 4, isBehind: false },
    before: 40,
    end: 70,
  });
  expect(tighten(whole, counted, 5)).toMatchObject({ from: undefined, before: 0, end: 10 });
  expect(tighten(whole, counted, 99)).toMatchObject({ to: undefined, before: 70, end: 100 });
});

test('a bracket has one value only between a cut before it and one behind it', () => {
  const before = { value: 1, isBehind: false };
  const behind = { value: 1, isBehind: true };
  expect(onlyValue({ ...whole, from: before, to: behind })).toBe(1);
  expect(onlyValue({ ...whole, from: behind, to: before })).toBeUndefined();
  expect(onlyValue({ ...whole, from: before })).toBeUndefined();
  expect(onlyValue(whole)).toBeUndefined();
});

test('cuts lie in order around where the values say that the place is, and close where they are many', () => {
  const few = Array.from({ length: 64 }, (_, n) => n * 100);
  const many = Array.from({ length: 640 }, (_, n) => n * 10);
  const [fewCuts, manyCuts] = [few, many].map((values) =>
    cutsAround(values, 0.5).map(({ value }) => Number(value)),
  );
  for (const values of [fewCuts, manyCuts]) {
    expect(values).toEqual(values?.toSorted((a, b) => a - b));
    expect(Math.min(...(values ?? []))).toBeLessThan(3200);
    expect(Math.max(...(values ?? []))).toBeGreaterThan(3200);
  }
  const width = (values: readonly number[] = []) => Math.max(...values) - Math.min(...values);
  expect(width(manyCuts)).toBeLessThan(width(fewCuts) / 2);
  expect(cutsAround([], 0.5)).toEqual([]);
});

test('a value that many have is cut out at both sides', () => {
  expect(cutsAround([0, 0, 0, 7], 0.3)).toEqual([
    { value: 0, isBehind: false },
    { value: 0, isBehind: true },
    { value: 7, isBehind: false },
  ]);
  const rare = Array.from({ length: 200 }, (_, n) => Math.floor(n / 2));
  expect(cutsAround(rare, 0.5).every(({ isBehind }) => !isBehind)).toBe(true);
});

test('of evenly spread hashes, cuts come before the place and the last is near it', () => {
  const sizes = fc.integer({ min: 100, max: 1_000_000 });
  fc.assert(
    fc.property(sizes, fc.double({ min: 0, max: 0.999, noNaN: true }), (size, ratio) => {
      const target = Math.floor(size * ratio);
      for (const direction of ['asc', 'desc'] as const) {
        const cuts = hashCuts({ min: 1000, max: 1999 }, direction, { target, size });
        const shares = cuts.map(({ value }) => {
          const steps = direction === 'asc' ? Number(value) - 1000 : 1999 - Number(value);
          return steps / 1000;
        });
        expect(shares).toEqual(shares.toSorted((a, b) => a - b));
        for (const share of shares) expect(share).toBeLessThanOrEqual(target / size);
        const last = shares.at(-1) ?? 0;
        expect(target / size - last).toBeLessThanOrEqual(0.002 + 1 / Math.sqrt(size));
      }
    }),
  );
});
