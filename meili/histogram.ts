// Bars of histograms from the engine's counts. Pure.

import type { HistogramBin } from '../core/contract/search.ts';
import { DURATION_SLOT_S, LAST_DURATION_SLOT } from './duration-slot.ts';

/** Numbers of videos by a whole number, as the engine counts a facet. */
type Distribution = Readonly<Record<string, number>>;

const MAX_BARS = 40;

/** So many videos at an end do not make all bars wider: one wrong date, one recording of a whole night. */
const OUTLIERS = 1 / 100;

const yearSteps = [1, 2, 5, 10, 20, 50, 100, 500];
const durationStepsS = [10, 20, 30, 60, 120, 300, 600, 900, 1800, 3600];

/** Whole years by the numbers of videos of each year. What lies further out is in the first bar and in the last. */
export function yearHistogram(years: Distribution): HistogramBin[] {
  const counts = toCounts(years, 1);
  const { starts, sums, step } = toBars(counts, { steps: yearSteps });
  return starts.map((start, place) => ({
    min: place === 0 ? Math.min(start, counts[0]?.at ?? start) : start,
    max:
      place === starts.length - 1
        ? Math.max(start + step - 1, counts.at(-1)?.at ?? start)
        : start + step - 1,
    count: sums[place] ?? 0,
  }));
}

/** Seconds from 0, by the numbers of videos of each slot. A last bar that holds what lies further out has no end. */
export function durationHistogram(slots: Distribution): HistogramBin[] {
  const counts = toCounts(slots, DURATION_SLOT_S);
  const { starts, sums, step } = toBars(counts, { from: 0, steps: durationStepsS });
  const longest = counts.at(-1)?.at ?? 0;
  const isOpen = (end: number) => longest >= Math.min(end, LAST_DURATION_SLOT * DURATION_SLOT_S);
  return starts.map((start, place) => ({
    min: start,
    max: place === starts.length - 1 && isOpen(start + step) ? null : start + step,
    count: sums[place] ?? 0,
  }));
}

interface Count {
  readonly at: number;
  readonly count: number;
}

/** In order of their numbers, each times `unit`. */
function toCounts(distribution: Distribution, unit: number): readonly Count[] {
  return Object.entries(distribution)
    .map(([value, count]) => ({ at: Number(value) * unit, count }))
    .sort((a, b) => a.at - b.at);
}

interface Bars {
  readonly starts: readonly number[];
  readonly sums: readonly number[];
  readonly step: number;
}

/** Bars side by side, in the smallest step that gives few enough; outliers are in the first and the last. */
function toBars(
  counts: readonly Count[],
  axis: { readonly from?: number; readonly steps: readonly number[] },
): Bars {
  if (counts.length === 0) return { starts: [], sums: [], step: 0 };
  const usual = usualSpan(counts);
  const first = axis.from ?? usual.first;
  const fits = (from: number, to: number, step: number) => barsIn(from, to, step) <= MAX_BARS;
  const step = axis.steps.find((size) => fits(first, usual.last, size)) ?? axis.steps.at(-1) ?? 1;
  // Where there is room, outliers have bars of their own: the newest year is one while it is young.
  const furthest = counts.at(-1)?.at ?? usual.last;
  const last = fits(first, furthest, step) ? furthest : usual.last;
  const earliest = axis.from ?? counts[0]?.at ?? first;
  const start = Math.floor((fits(earliest, last, step) ? earliest : first) / step) * step;
  const sums = Array.from({ length: barsIn(start, last, step) }, () => 0);
  for (const { at, count } of counts) {
    const place = Math.floor((at - start) / step);
    const within = Math.min(Math.max(place, 0), sums.length - 1);
    sums[within] = (sums[within] ?? 0) + count;
  }
  return { starts: sums.map((_, place) => start + place * step), sums, step };
}

function barsIn(from: number, to: number, step: number): number {
  return Math.floor(to / step) - Math.floor(from / step) + 1;
}

/** From where to where all videos lie but the outliers. */
function usualSpan(counts: readonly Count[]): { readonly first: number; readonly last: number } {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const spared = Math.floor(total * OUTLIERS);
  return { first: placeAfter(counts, spared), last: placeAfter(counts.toReversed(), spared) };
}

/** Where the video lies before which there are `spared`. */
function placeAfter(counts: readonly Count[], spared: number): number {
  let passed = 0;
  for (const { at, count } of counts) {
    passed += count;
    if (passed > spared) return at;
  }
  return 0;
}
