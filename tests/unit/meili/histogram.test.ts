import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { durationSlot } from '../../../meili/duration-slot.ts';
import { durationHistogram, yearHistogram } from '../../../meili/histogram.ts';

function countBy(values: readonly number[]): Readonly<Record<string, number>> {
  const counts = Map.groupBy(values, (value) => value);
  return Object.fromEntries(Array.from(counts, ([value, { length }]) => [value, length]));
}

describe('the years of a library', () => {
  test('of nothing have no bars', () => {
    expect(yearHistogram({})).toEqual([]);
  });

  test('have a bar each, empty ones in between included', () => {
    expect(yearHistogram({ 2021: 2, 2018: 1, 2019: 4 })).toEqual([
      { min: 2018, max: 2018, count: 1 },
      { min: 2019, max: 2019, count: 4 },
      { min: 2020, max: 2020, count: 0 },
      { min: 2021, max: 2021, count: 2 },
    ]);
  });

  test('are grouped when they are many', () => {
    const bars = yearHistogram(countBy(Array.from({ length: 131 }, (_, n) => 1895 + n)));
    expect(bars[0]).toEqual({ min: 1895, max: 1899, count: 5 });
    expect(bars.at(-1)).toEqual({ min: 2025, max: 2029, count: 1 });
    expect(bars).toHaveLength(27);
  });

  test('are not stretched by a single wrong one', () => {
    const bars = yearHistogram({ 1: 1, 2018: 100, 2019: 100, 9999: 1 });
    expect(bars).toEqual([
      { min: 1, max: 2018, count: 101 },
      { min: 2019, max: 9999, count: 101 },
    ]);
  });

  test('keep a bar for the newest, however few it has', () => {
    const bars = yearHistogram({ 1: 1, 2024: 500, 2025: 500, 2026: 1 });
    expect(bars.at(-1)).toEqual({ min: 2026, max: 2026, count: 1 });
    expect(bars[0]).toEqual({ min: 1, max: 2024, count: 501 });
  });
});

describe('the lengths of a library', () => {
  test('have bars from the beginning, in a step that people know', () => {
    const bars = durationHistogram(countBy([12, 65, 299.9, 300].map(durationSlot)));
    expect(bars).toHaveLength(31);
    expect(bars.filter(({ count }) => count > 0)).toEqual([
      { min: 10, max: 20, count: 1 },
      { min: 60, max: 70, count: 1 },
      { min: 290, max: 300, count: 1 },
      { min: 300, max: 310, count: 1 },
    ]);
  });

  test('are not stretched by a recording of a whole night', () => {
    const films = Array.from({ length: 200 }, (_, n) => 5000 + n * 20);
    const bars = durationHistogram(countBy([...films, 30_000, 200_000].map(durationSlot)));
    expect(bars).toHaveLength(30);
    expect(bars.at(-1)).toEqual({ min: 8700, max: null, count: 17 });
    expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(202);
  });
});

const yearCounts = fc.array(fc.integer({ min: 0, max: 9999 }), { maxLength: 300 }).map(countBy);
const durations = fc.oneof(
  fc.array(fc.double({ min: 0, max: 1e7, noNaN: true }), { maxLength: 300 }),
  fc.array(fc.double({ min: 0, max: 8000, noNaN: true }), { maxLength: 300 }),
);

test('bars of years lie side by side and hold every video once', () => {
  fc.assert(
    fc.property(yearCounts, (years) => {
      const bars = yearHistogram(years);
      expect(bars.length).toBeLessThanOrEqual(40);
      for (const [place, { min, max, count }] of bars.entries()) {
        expect(bars[place + 1]?.min ?? Number(max) + 1).toBe(Number(max) + 1);
        const within = Object.entries(years).filter(
          ([year]) => Number(year) >= min && Number(year) <= Number(max),
        );
        expect(within.reduce((sum, [, each]) => sum + each, 0)).toBe(count);
      }
    }),
  );
});

test('bars of lengths lie side by side and hold exactly the videos between their ends', () => {
  fc.assert(
    fc.property(durations, (lengths) => {
      const bars = durationHistogram(countBy(lengths.map(durationSlot)));
      expect(bars.length).toBeLessThanOrEqual(40);
      for (const [place, { min, max, count }] of bars.entries()) {
        expect(bars[place + 1]?.min ?? max).toBe(max);
        const within = lengths.filter((each) => each >= min && (max === null || each < max));
        expect(within).toHaveLength(count);
      }
    }),
  );
});
