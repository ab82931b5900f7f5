// Facet counts as the engine gives them and as we answer them. Pure.

import { durationRanges } from '../core/contract/duration-ranges.ts';
import { DURATION_SLOT_S } from './duration-slot.ts';
import { facetKey } from './facet-key.ts';

/** A search page offers this many values of a facet; lists of all of them have routes of their own. */
const MAX_VALUES = 200;

/** A value and the number of videos that have it. Spelled as one of these spells it: filters know no case. */
export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

/** Numbers of videos by value. */
type Distribution = Readonly<Record<string, number>>;

/** The values of one facet, the most frequent first, equals in the order of their characters. */
export function sortedValues(distribution: Distribution): readonly FacetValue[] {
  return Object.entries(distribution)
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/**
 * The most frequent values of a facet, and those that were chosen, however rare. A library has tens of thousands of
 * performers, whom each search counts: they are not sorted here, but taken as the engine sorts them.
 */
export function topValues(
  distribution: Distribution,
  chosen: readonly string[],
): Record<string, number> {
  const values = Object.keys(distribution);
  // An object has whole numbers before all other keys, which alone are in the engine's order.
  const numbers = values.findIndex((value) => !/^\d+$/.test(value));
  const candidates = values.slice(0, (numbers === -1 ? values.length : numbers) + MAX_VALUES);
  const top = sortedValues(pick(distribution, candidates)).slice(0, MAX_VALUES);
  const keys = new Set(chosen.map(facetKey));
  const rest = keys.size === 0 ? [] : values.filter((value) => keys.has(facetKey(value)));
  const shown = new Set([...top.map(({ value }) => value), ...rest]);
  return pick(distribution, [...shown]);
}

function pick(distribution: Distribution, values: readonly string[]): Record<string, number> {
  return Object.fromEntries(values.map((value) => [value, distribution[value] ?? 0]));
}

/** The numbers of videos in the ranges of lengths, from those in each slot; ranges without a video are left out. */
export function durationRangeCounts(slots: Distribution): Record<string, number> {
  const lengths = Object.entries(slots).map(
    ([slot, count]) => [Number(slot) * DURATION_SLOT_S, count] as const,
  );
  const counts = durationRanges.map(({ value, durationMin, durationMax = Infinity }) => {
    const within = lengths.filter(([startS]) => startS >= durationMin && startS < durationMax);
    return [value, within.reduce((sum, [, count]) => sum + count, 0)] as const;
  });
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
