// A search request as the queries of one multi-search: the page, and one for each facet that is counted apart. Pure.

import type { MultiSearchQuery } from 'meilisearch';
import type { FacetName, SearchQuery } from '../core/contract/search.ts';
import { and, type Filter } from './filter.ts';
import {
  disjunctiveFacets,
  toSearchFilter,
  withoutFacet,
  type PersonalHashes,
} from './search-filter.ts';
import { toSort } from './sort.ts';

/** What is searched for. */
export interface VideoSearch extends PersonalHashes {
  readonly query: SearchQuery;
  /** What people may see at all; see `content-filter.ts`. */
  readonly contentFilter?: Filter | undefined;
}

/**
 * `all`: every word must be found. `frequency`: words that are in most videos are given up first, for a query of which no
 * video has all the words.
 */
export type Matching = 'all' | 'frequency';

/** A query of a multi-search but for the index's name. */
export type VideoQuery = Omit<MultiSearchQuery, 'indexUid'>;

/** What all queries of a search have in common. */
export function baseQuery({ query }: VideoSearch, matching: Matching): VideoQuery {
  return { q: query.q, matchingStrategy: matching, attributesToRetrieve: ['hash'] };
}

/** The filter of the whole search. */
export function searchFilter(search: VideoSearch): Filter | undefined {
  return and(search.contentFilter, toSearchFilter(search.query, search));
}

/** The page, in any order but a random one, with an exact total and the facets that need no query of their own. */
export function pageQuery(search: VideoSearch, matching: Matching): VideoQuery {
  const { page, limit, sort } = search.query;
  return {
    ...countQuery(search, matching),
    page,
    hitsPerPage: limit,
    sort: [...toSort(sort)],
  };
}

/** As {@link pageQuery}, without the page. */
export function countQuery(search: VideoSearch, matching: Matching): VideoQuery {
  const apart = new Set(facetsApart(search.query));
  return {
    ...baseQuery(search, matching),
    ...withFilter(searchFilter(search)),
    page: 1,
    hitsPerPage: 0,
    facets: search.query.facets.filter((facet) => !apart.has(facet)),
  };
}

/** One query for each facet of which values were chosen that are alternatives: counted as if none had been chosen. */
export function facetQueries(search: VideoSearch, matching: Matching): readonly VideoQuery[] {
  const { query, contentFilter } = search;
  return facetsApart(query).map((facet) => ({
    ...baseQuery(search, matching),
    ...withFilter(and(contentFilter, toSearchFilter(withoutFacet(query, facet), search))),
    page: 1,
    hitsPerPage: 0,
    facets: [facet],
  }));
}

/** A query takes no `filter` at all rather than an undefined one. */
export function withFilter(filter: Filter | undefined): { readonly filter?: Filter } {
  return filter === undefined ? {} : { filter };
}

function facetsApart(query: SearchQuery): readonly FacetName[] {
  return disjunctiveFacets(query).filter((facet) => query.facets.includes(facet));
}
