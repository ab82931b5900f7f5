// The numbers beside a search's results: facets and histograms, and which of them the panel shows. Pure.

import type { FacetCounts, FacetName, Histograms } from '../../../core/contract/search.ts';

export interface SearchCounts {
  readonly facets: FacetCounts;
  readonly histograms: Histograms;
  /** In the order of the panel. */
  readonly facetsToShow: readonly FacetName[];
}

/** Facets in the order of the panel; `favourite` is a switch above them. */
const order: readonly FacetName[] = [
  'performers',
  'studio',
  'categories',
  'tags',
  'releasedYear',
  'duration',
  'collection',
  'resolution',
  'videoCodec',
  'playability',
];

/** The facets that are asked for. */
export const countedFacets: readonly FacetName[] = [...order, 'favourite'];

/** The counts of an answer. A facet that had values keeps its place: the panel does not jump as one types. */
export function nextCounts(
  { facets, histograms }: Pick<SearchCounts, 'facets' | 'histograms'>,
  before: SearchCounts | undefined,
): SearchCounts {
  const facetsToShow = order.filter(
    (name) =>
      before?.facetsToShow.includes(name) === true || Object.keys(facets[name] ?? {}).length > 0,
  );
  return { facets, histograms, facetsToShow };
}
