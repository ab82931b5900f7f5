// What the histograms of a search measure: which bars are chosen, and what choosing some of them changes. Pure.

import { readChosenValue } from '../../../core/contract/chosen-value.ts';
import type { HistogramBin, HistogramName } from '../../../core/contract/search.ts';
import { durationLabel } from '../../lib/active-filters.ts';
import type { SearchState } from '../../lib/url-state.ts';
import type { BarRange } from './bar-range.ts';

/** A quantity that a histogram shows and a search can be narrowed by. */
export interface HistogramAxis {
  readonly name: HistogramName;
  /** For screen readers, before "from" and "to". */
  readonly label: string;
  /** The bars that the search is narrowed to; undefined when it is not, or to none of them. */
  readonly chosen: (bins: readonly HistogramBin[], state: SearchState) => BarRange | undefined;
  /** The change of the search that narrows it to some bars; to all of them is not to narrow it. */
  readonly narrow: (
    bins: readonly HistogramBin[],
    range: BarRange,
    state: SearchState,
  ) => Partial<SearchState>;
  /** The span from the first of two bars to the last, such as `2015 to 2019`. */
  readonly words: (first: HistogramBin, last: HistogramBin) => string;
}

/** Whole years; both ends belong to a bar. */
export const yearAxis: HistogramAxis = {
  name: 'releasedYear',
  label: 'Year',
  chosen: (bins, state) => {
    const years = wantedYears(state);
    if (years === undefined) return undefined;
    return overlapping(bins, ({ min, max }) => (max ?? min) >= years.from && min <= years.to);
  },
  narrow: (bins, range, { year = [] }) => {
    const { from, to } = ends(bins, range);
    return {
      // Single years would narrow the range further; those that are excluded may go on to.
      year: year.filter((written) => readChosenValue(written).isExcluded),
      releasedFrom: from && `${fourDigits(from.min)}-01-01`,
      releasedTo: to && `${fourDigits(to.max ?? to.min)}-12-31`,
    };
  },
  words: (first, last) => {
    const [from, to] = [first.min, last.max ?? last.min];
    return from === to ? String(from) : `${from} to ${to}`;
  },
};

/** Seconds; the upper end does not belong to a bar. */
export const lengthAxis: HistogramAxis = {
  name: 'duration',
  label: 'Length',
  chosen: (bins, { durationMin, durationMax }) => {
    if (durationMin === undefined && durationMax === undefined) return undefined;
    const [from, to] = [durationMin ?? 0, durationMax ?? Infinity];
    return overlapping(bins, ({ min, max }) => (max ?? Infinity) > from && min < to);
  },
  narrow: (bins, range) => {
    const { from, to } = ends(bins, range);
    return { durationMin: from?.min, durationMax: to?.max ?? undefined };
  },
  words: (first, last) =>
    durationLabel(first.min > 0 ? first.min : undefined, last.max ?? undefined),
};

/** The first and the last year that are asked for: single years, or days, of which an open end reaches to any year. */
function wantedYears({ releasedFrom, releasedTo, year = [] }: SearchState) {
  const single = year.map(readChosenValue).filter(({ isExcluded }) => !isExcluded);
  if (single.length > 0) {
    const years = single.map(({ value }) => Number(value));
    return { from: Math.min(...years), to: Math.max(...years) };
  }
  if (releasedFrom === undefined && releasedTo === undefined) return undefined;
  return { from: yearOf(releasedFrom) ?? -Infinity, to: yearOf(releasedTo) ?? Infinity };
}

function yearOf(day: string | undefined): number | undefined {
  return day === undefined ? undefined : Number(day.slice(0, 4));
}

function overlapping(
  bins: readonly HistogramBin[],
  isWithin: (bin: HistogramBin) => boolean,
): BarRange | undefined {
  const first = bins.findIndex(isWithin);
  return first === -1 ? undefined : { first, last: bins.findLastIndex(isWithin) };
}

/** The bars at the ends; undefined where the range goes as far as the bars do. */
function ends(bins: readonly HistogramBin[], { first, last }: BarRange) {
  return {
    from: first <= 0 ? undefined : bins[first],
    to: last >= bins.length - 1 ? undefined : bins[last],
  };
}

function fourDigits(year: number): string {
  return String(year).padStart(4, '0');
}
