// Values of a facet by their name, and how many videos of a search each would find.

import type { NameFacet, SearchFilters } from '../core/contract/search.ts';
import { sortedValues, type FacetValue } from './facet-counts.ts';
import { facetKey } from './facet-key.ts';
import { and, isOneOf, type Filter } from './filter.ts';
import type { IndexRequests } from './index-requests.ts';
import { nameTypos } from './name-match.ts';
import { filtersToCount } from './search-filter.ts';
import {
  matchingsOf,
  scopeFilter,
  withFilter,
  type Matching,
  type SearchScope,
} from './search-queries.ts';

/** More names than these are quicker to pick out of all than to filter by. */
const MAX_NAMES_IN_FILTER = 300;

const MIN_LETTERS_TO_NARROW = 4;

/** What values are looked for, and in which search. */
export interface FacetValueSearch extends SearchScope {
  readonly facet: NameFacet;
  /** The words of the search, of which the facet's values are only counted. */
  readonly q: string;
  readonly filters: SearchFilters;
  /** What the value's name is like; empty for any name. */
  readonly text: string;
  readonly limit: number;
}

/**
 * The values that `text` means, in a search as it counts this facet: those with the fewest typos first, then the most
 * frequent. None has no video.
 */
export async function searchFacetValues(
  requests: IndexRequests,
  search: FacetValueSearch,
  signal: AbortSignal | undefined,
): Promise<readonly FacetValue[]> {
  const { facet, text, limit, q } = search;
  // A few letters begin so many names that asking for these first would be no shorter way.
  if (text.trim().length < MIN_LETTERS_TO_NARROW)
    return byTypos(await countIn(requests, search, undefined, signal), text).slice(0, limit);
  const named = await findNames(requests, { facet, text, filter: facetFilter(search) }, signal);
  // Of a search without words these are the best ones already.
  const candidates = q.trim() === '' ? named.slice(0, limit) : named;
  if (candidates.length === 0) return [];
  const keys = new Set(candidates.map(({ value }) => facetKey(value)));
  const counted = await countIn(requests, search, candidates, signal);
  const meant = counted.filter(({ value }) => keys.has(facetKey(value)));
  return byTypos(meant, text).slice(0, limit);
}

/**
 * The values of a field that a person means by `text`, typos and unfinished words included: those with the fewest typos
 * first, then the most frequent. Counted are the videos that match and in which the engine finds the text, too.
 */
async function findNames(
  requests: IndexRequests,
  {
    facet,
    text,
    filter,
  }: { readonly facet: NameFacet; readonly text: string; readonly filter: Filter | undefined },
  signal: AbortSignal | undefined,
): Promise<readonly FacetValue[]> {
  const { facetDistribution } = await requests.ask(
    {
      q: text,
      ...withFilter(filter),
      ...{ matchingStrategy: 'all', attributesToSearchOn: [facet] },
      ...{ page: 1, hitsPerPage: 0, facets: [facet] },
    },
    signal,
  );
  return byTypos(sortedValues(facetDistribution?.[facet] ?? {}), text);
}

/** Those that the text means, the fewest typos first, otherwise in their order. */
function byTypos(values: readonly FacetValue[], text: string): readonly FacetValue[] {
  return values
    .flatMap((item) => {
      const typos = nameTypos(text, item.value);
      return typos === undefined ? [] : [{ item, typos }];
    })
    .sort((a, b) => a.typos - b.typos)
    .map(({ item }) => item);
}

/** The values of the facet in the search, at least those that are named, the most frequent first. */
async function countIn(
  requests: IndexRequests,
  search: FacetValueSearch,
  named: readonly FacetValue[] | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly FacetValue[]> {
  const { facet, q } = search;
  const names =
    named === undefined || named.length > MAX_NAMES_IN_FILTER
      ? undefined
      : isOneOf(
          facet,
          named.map(({ value }) => value),
        );
  const count = async (matchingStrategy: Matching) => {
    const counting = { q, matchingStrategy, page: 1, hitsPerPage: 0 };
    const [whole, values] = await requests.askAll(
      [
        { ...counting, ...withFilter(scopeFilter(search, search.filters)) },
        { ...counting, ...withFilter(and(facetFilter(search), names)), facets: [facet] },
      ],
      signal,
    );
    return { total: whole?.totalHits ?? 0, values: values?.facetDistribution?.[facet] ?? {} };
  };
  const [first, second] = matchingsOf(q);
  const exact = await count(first);
  // As the search itself does.
  const { values } = exact.total === 0 && second !== undefined ? await count(second) : exact;
  return sortedValues(values);
}

function facetFilter(search: FacetValueSearch): Filter | undefined {
  return scopeFilter(search, filtersToCount(search.filters, search.facet));
}
