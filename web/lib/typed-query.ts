// What is typed in the search box, as a change of the search.

import { mergeFilters, parseQuery } from '../../core/contract/query-language/parse-query.ts';
import { withPatch, type SearchState } from './url-state.ts';

/** `base` with the words and the filters of a query, on the first page. Options as of `parseQuery`. */
export function withTyped(
  base: SearchState,
  query: string,
  options: { readonly isTyping?: boolean } = {},
): SearchState {
  const { q, filters } = parseQuery(query, options);
  return withPatch(base, { ...mergeFilters(base, filters), q, page: 1 });
}
