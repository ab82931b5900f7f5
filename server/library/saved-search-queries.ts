// What is counted to know what a saved search finds, and whether visitors may be told of it. Pure.

import { readChosenValue } from '../../core/contract/chosen-value.ts';
import { filterFields } from '../../core/contract/dashboard.ts';
import { mergeFilters, parseQuery } from '../../core/contract/query-language/parse-query.ts';
import type { SavedRequest } from '../../core/contract/saved-search.ts';
import type { SearchFilters } from '../../core/contract/search.ts';
import { ruleFields } from '../../meili/content-filter.ts';
import { and, equals, type Filter } from '../../meili/filter.ts';
import { toSearchFilter, type PersonalHashes } from '../../meili/search-filter.ts';
import { matchingsOf } from '../../meili/search-queries.ts';
import type { CountedQuery } from '../../meili/video-index.ts';

/** A saved search's words, and its filters with those that were among the words. */
export interface ReadSearch {
  readonly q: string;
  readonly filters: SearchFilters;
}

/** Takes the filters out of the words, as the search route does. */
export function readTyped(request: SavedRequest): ReadSearch {
  const { q, filters } = parseQuery(request.q);
  return { q, filters: mergeFilters(request, filters) };
}

/** The queries of one saved search: `found` finds its videos, each of `named` those of a value that it names. */
export interface SavedSearchQueries {
  /** The first that finds something counts: the search route gives up words, too, when nothing has all of them. */
  readonly found: readonly CountedQuery[];
  readonly named: readonly CountedQuery[];
}

/** Under content filters no word is given up, lest a search for what is hidden finds something else. */
export function savedSearchQueries(
  { q, filters }: ReadSearch,
  contentFilter: Filter | undefined,
  personal: PersonalHashes,
): SavedSearchQueries {
  const query = { q, filter: and(contentFilter, toSearchFilter(filters, personal)) };
  if (contentFilter !== undefined)
    return { found: [query], named: namedQueries(filters, contentFilter) };
  return { found: matchingsOf(q).map((matching) => ({ ...query, matching })), named: [] };
}

/** Excluded values are named as well. */
function namedQueries(filters: SearchFilters, contentFilter: Filter): readonly CountedQuery[] {
  return filterFields.flatMap((parameter) =>
    (filters[parameter] ?? []).map((written) => ({
      q: '',
      filter: and(contentFilter, equals(ruleFields[parameter], readChosenValue(written).value)),
    })),
  );
}
