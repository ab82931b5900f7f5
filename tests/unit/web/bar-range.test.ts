import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  barAt,
  barRatio,
  isSameRange,
  rangeBetween,
  withEnd,
} from '../../../web/components/search/bar-range.ts';

const place = fc.nat(39);

describe('a range of bars', () => {
  test('has its ends in order, wherever a drag began and whichever end is moved', () => {
    const ends = fc.constantFrom('first' as const, 'last' as const);
    fc.assert(
      fc.property(place, place, ends, place, (one, other, end, to) => {
        const dragged = rangeBetween(one, other);
        const moved = withEnd(dragged, end, to);
        expect(dragged.first).toBeLessThanOrEqual(dragged.last);
        expect(moved.first).toBeLessThanOrEqual(moved.last);
        expect(moved[end]).toBe(to);
      }),
    );
  });

  test('is the same as another with the same ends', () => {
    expect(isSameRange({ first: 1, last: 2 }, { first: 1, last: 2 })).toBe(true);
    expect(isSameRange({ first: 1, last: 2 }, { first: 1, last: 3 })).toBe(false);
    expect(isSameRange({ first: 1, last: 2 }, undefined)).toBe(false);
  });
});

test.each([
  [-0.2, 0],
  [0, 0],
  [0.26, 1],
  [0.999, 3],
  [1, 3],
  [7, 3],
])('the bar at %d of four is %i', (ratio, bar) => {
  expect(barAt(ratio, 4)).toBe(bar);
});

test.each([
  [0, 10, 0],
  [0, 0, 0],
  [10, 10, 1],
  [5, 10, 0.5],
  [1, 100_000, 0.06],
])('%i videos of at most %i are a bar of %d', (count, highest, ratio) => {
  expect(barRatio(count, highest)).toBe(ratio);
});
