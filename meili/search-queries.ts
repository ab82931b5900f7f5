// A search request and the queries that are made of it. Pure. What is counted beside the page is `count-plan.ts`.

import type { MultiSearchQuery } from 'meilisearch';
import type { SearchFilters, SearchQuery } from '../core/contract/search.ts';
import { and, type Filter } from './filter.ts';
import { toSearchFilter, type PersonalHashes } from './search-filter.ts';
import { toSort } from './sort.ts';

/** What a search is made in. */
export interface SearchScope extends PersonalHashes {
  /** What people may see at all; see `content-filter.ts`. */
  readonly contentFilter?: Filter | undefined;
}

/** What is searched for. */
export interface VideoSearch extends SearchScope {
  readonly query: SearchQuery;
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

/**
 * The filter of a search.
 *
 * @param filters @default those of the request
 */
export function searchFilter(
  search: VideoSearch,
  filters: SearchFilters = search.query,
): Filter | undefined {
  return scopeFilter(search, filters);
}

/** The filter of what is found and may be seen. */
export function scopeFilter(scope: SearchScope, filters: SearchFilters): Filter | undefined {
  return and(scope.contentFilter, toSearchFilter(filters, scope));
}

/** What makes a query one for the page, in any order but a random one. */
export function pageOf({ page, limit, sort }: SearchQuery): VideoQuery {
  return { page, hitsPerPage: limit, sort: [...toSort(sort)] };
}

/** The newest video that matches, and the number of all that do. */
export function newestQuery(filter: Filter | undefined): VideoQuery {
  return {
    ...withFilter(filter),
    sort: ['addedAt:desc'],
    page: 1,
    hitsPerPage: 1,
    attributesToRetrieve: ['hash'],
  };
}

/** How to match a query, one after the other while no video is found: of several words, some may then be missing. */
export function matchingsOf(q: string): readonly [Matching, ...Matching[]] {
  return /\S\s+\S/.test(q) ? ['all', 'frequency'] : ['all'];
}

/** A query takes no `filter` at all rather than an undefined one. */
export function withFilter(filter: Filter | undefined): { readonly filter?: Filter } {
  return filter === undefined ? {} : { filter };
}
