// Places between the videos of a sorted result, at which it is cut in two: before a value, or behind all that have it. Pure.

import { compares, type Filter } from './filter.ts';
import type { Places } from './random-walk.ts';
import type { SortField } from './sort.ts';
import type { SortedValues, SortValue } from './spread.ts';

/** A place in a result that is sorted by one field. */
export interface Cut {
  readonly value: SortValue;
  /** Behind the videos that have the value, not before them. */
  readonly isBehind: boolean;
}

/** A part of a sorted result, and how many videos lie before its ends. */
export interface Bracket {
  /** Undefined: the result's own end. */
  readonly from: Cut | undefined;
  readonly to: Cut | undefined;
  readonly before: number;
  readonly end: number;
}

/** A cut, and how many videos lie before it. */
export interface CountedCut {
  readonly cut: Cut;
  readonly before: number;
}

/** The videos before a cut. */
export function beforeCut({ field, direction }: SortField, { value, isBehind }: Cut): Filter {
  const operator = direction === 'asc' ? '<' : '>';
  return compares(field, isBehind ? `${operator}=` : operator, value);
}

/** The videos behind a cut. */
export function behindCut({ field, direction }: SortField, { value, isBehind }: Cut): Filter {
  const operator = direction === 'asc' ? '>' : '<';
  return compares(field, isBehind ? operator : `${operator}=`, value);
}

/** The part of a bracket between the cuts next to `target`, which is the number of videos before a place in the bracket. */
export function tighten(bracket: Bracket, counted: readonly CountedCut[], target: number): Bracket {
  const known = counted.filter(({ before }) => before >= bracket.before && before <= bracket.end);
  const start = known.findLast(({ before }) => before <= target);
  const end = known.find(({ before }) => before > target);
  return {
    from: start?.cut ?? bracket.from,
    to: end?.cut ?? bracket.to,
    before: start?.before ?? bracket.before,
    end: end?.before ?? bracket.end,
  };
}

/** The value that all videos of a bracket have; undefined when they may have several. */
export function onlyValue({ from, to }: Bracket): SortValue | undefined {
  const isOne = from !== undefined && from.value === to?.value && !from.isBehind && to.isBehind;
  return isOne ? from.value : undefined;
}

/** Where cuts lie around the likely place, in standard deviations of it: the farther from it the farther apart. */
const STEPS = [-6, -1.5, -0.4, 0.6, 4];
/** A value that more than this share of the videos have is cut out at both sides. */
const FREQUENT = 0.025;

/** Cuts around the place that `ratio` (0 to 1) of some videos lie before, in order. `values` are theirs, in order. */
export function cutsAround(values: SortedValues, ratio: number): readonly Cut[] {
  const deviation = Math.sqrt(values.length * ratio * (1 - ratio)) + 1;
  const chosen = STEPS.flatMap((step) => {
    const place = Math.floor(values.length * ratio + step * deviation);
    return values[Math.min(values.length - 1, Math.max(0, place))] ?? [];
  });
  return [...new Set(chosen)].flatMap((value) => {
    const times = values.lastIndexOf(value) - values.indexOf(value) + 1;
    const before = { value, isBehind: false };
    const isFrequent = times > 1 && times > values.length * FREQUENT;
    return isFrequent ? [before, { value, isBehind: true }] : [before];
  });
}

/** So many standard deviations before the place where it should be: one of them is surely not behind it. */
const CAUTION = [6, 3, 1.5, 0.5];

/**
 * Cuts a little before the place that `target` of `size` videos lie before, whose hashes are spread evenly over `places`;
 * in order of the direction.
 */
export function hashCuts(
  places: Places,
  direction: SortField['direction'],
  { target, size }: { readonly target: number; readonly size: number },
): readonly Cut[] {
  const width = places.max - places.min + 1;
  const deviation = Math.sqrt(target * (1 - target / size));
  return CAUTION.flatMap((caution) => {
    const steps = Math.floor(((target - caution * deviation) / size) * width);
    if (steps <= 0) return [];
    const value = direction === 'asc' ? places.min + steps : places.max - steps;
    return [{ value, isBehind: false }];
  });
}
