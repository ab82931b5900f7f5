// Facet counts as the engine gives them and as we answer them. Pure.

import type { FacetDistribution } from 'meilisearch';
import { facetNames, type FacetCounts } from '../core/contract/search.ts';

/** A search page offers this many values of a facet; lists of all of them have routes of their own. */
const MAX_VALUES = 200;

/** A value and the number of videos that have it. Spelled as one of these spells it: filters know no case. */
export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

/** The values of one facet, the most frequent first, equals in the order of their characters. */
export function sortedValues(
  distribution: Readonly<Record<string, number>>,
): readonly FacetValue[] {
  return Object.entries(distribution)
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** The most frequent values of each facet that was counted by one of the queries. */
export function topFacetCounts(
  distributions: readonly (FacetDistribution | undefined)[],
): FacetCounts {
  const counts: FacetCounts = {};
  for (const facet of facetNames) {
    const values = distributions.find((distribution) => distribution?.[facet])?.[facet];
    if (values === undefined) continue;
    const top = sortedValues(values).slice(0, MAX_VALUES);
    counts[facet] = Object.fromEntries(top.map(({ value, count }) => [value, count]));
  }
  return counts;
}
