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
 * The most frequent values of a facet, and those that were chosen, however rare. Sorts no more than it must: a library has
 * tens of thousands of performers, and each search counts them.
 */
export function topValues(
  distribution: Distribution,
  chosen: readonly string[],
): Record<string, number> {
  const keys = new Set(chosen.map(facetKey));
  const least = leastCount(distribution);
  const entries = Object.entries(distribution);
  const frequent = entries.filter(([, count]) => count >= least);
  const top = sortedValues(Object.fromEntries(frequent)).slice(0, MAX_VALUES);
  const rest = keys.size === 0 ? [] : entries.filter(([value]) => keys.has(facetKey(value)));
  const all = new Map([...top.map(({ value, count }) => [value, count] as const), ...rest]);
  return Object.fromEntries(all);
}

/** The count that each of the most frequent values has at least. */
function leastCount(distribution: Distribution): number {
  const falling = Uint32Array.from(Object.values(distribution)).sort().reverse();
  return falling[MAX_VALUES - 1] ?? 0;
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
