import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HistogramBin } from '../../../core/contract/search.ts';
import { lengthAxis, yearAxis } from '../../../web/components/search/histogram-axis.ts';
import { parseSearchState, withPatch, writeSearchState } from '../../../web/lib/url-state.ts';

/** Years in bars of `step`. */
function yearBins(first: number, count: number, step: number): readonly HistogramBin[] {
  return Array.from({ length: count }, (_, place) => {
    const min = first + place * step;
    return { min, max: min + step - 1, count: 1 };
  });
}

/** Seconds in bars of five minutes; the last has no end. */
function lengthBins(count: number): readonly HistogramBin[] {
  return Array.from({ length: count }, (_, place) => ({
    min: place * 300,
    max: place === count - 1 ? null : (place + 1) * 300,
    count: 1,
  }));
}

const someRange = fc
  .record({ count: fc.integer({ min: 2, max: 40 }), one: fc.nat(), other: fc.nat() })
  .map(({ count, one, other }) => {
    const [first = 0, last = 0] = [one % count, other % count].toSorted((a, b) => a - b);
    return { count, range: { first, last }, isWhole: first === 0 && last === count - 1 };
  });

describe.each([
  ['years', yearAxis, (count: number) => yearBins(1950, count, 2)],
  ['lengths', lengthAxis, lengthBins],
] as const)('a histogram of %s', (_, axis, binsOf) => {
  test('shows the bars that were chosen as chosen, and no bar when all were', () => {
    fc.assert(
      fc.property(someRange, ({ count, range, isWhole }) => {
        const bins = binsOf(count);
        const before = parseSearchState('q=a&page=3');
        const state = withPatch(before, axis.narrow(bins, range, before));
        expect(axis.chosen(bins, state)).toEqual(isWhole ? undefined : range);
        if (isWhole) expect(state).toEqual({ q: 'a', page: 1 });
      }),
    );
  });
});

describe('a bar of years', () => {
  const bins = yearBins(2010, 5, 1);
  const nothing = parseSearchState('');

  test('narrows to the days of its years', () => {
    const patch = yearAxis.narrow(bins, { first: 2, last: 3 }, nothing);
    expect(patch).toMatchObject({ releasedFrom: '2012-01-01', releasedTo: '2013-12-31' });
  });

  test('leaves the end open that is the end of the chart, so that what comes later is found, too', () => {
    const patch = yearAxis.narrow(bins, { first: 3, last: 4 }, nothing);
    expect(patch).toMatchObject({ releasedFrom: '2013-01-01', releasedTo: undefined });
  });

  test('takes the place of single years, and keeps those that are excluded', () => {
    const state = parseSearchState('year=2011&year=!2012');
    const next = withPatch(state, yearAxis.narrow(bins, { first: 1, last: 3 }, state));
    expect(writeSearchState(next).toString()).toBe(
      'year=%212012&releasedFrom=2011-01-01&releasedTo=2013-12-31',
    );
  });

  test('is shown as chosen for single years', () => {
    const state = parseSearchState('year=2011&year=2013&year=!2010');
    expect(yearAxis.chosen(bins, state)).toEqual({ first: 1, last: 3 });
  });

  test('is not shown as chosen when the years lie elsewhere', () => {
    expect(yearAxis.chosen(bins, parseSearchState('year=1999'))).toBeUndefined();
  });

  test.each([
    [0, 0, '2010'],
    [1, 4, '2011 to 2014'],
  ])('%i to %i is called %s', (first, last, words) => {
    const [from, to] = [bins[first], bins[last]];
    expect(from && to && yearAxis.words(from, to)).toBe(words);
  });
});

test('a length between the edges of bars chooses the bars that it touches', () => {
  const state = parseSearchState('durationMin=400&durationMax=900');
  expect(lengthAxis.chosen(lengthBins(6), state)).toEqual({ first: 1, last: 2 });
});
