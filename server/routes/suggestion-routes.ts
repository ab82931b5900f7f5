// What the search box offers while one types.

import { parseQuery, mergeFilters } from '../../core/contract/query-language/parse-query.ts';
import { splitQuery } from '../../core/contract/query-language/split-query.ts';
import { searchQuery } from '../../core/contract/search.ts';
import {
  suggestionsAnswer,
  suggestionsQuery,
  type SuggestionsAnswer,
} from '../../core/contract/suggestions.ts';
import type { Person } from '../../core/contract/people.ts';
import type { NameIndex } from '../../meili/name-index.ts';
import type { SuggestedPerson, SuggestionSearch } from '../../meili/suggestion-queries.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { KnownNames } from '../library/known-names.ts';
import { personalHashes, type SearchRouteParts } from './search-routes.ts';

/** What suggestions are made with. */
export interface SuggestionRouteParts extends SearchRouteParts {
  readonly names: KnownNames;
}

/** Names may be a moment old: so many more are tried, should one have lost its videos. */
const SPARE_NAMES = 2;

/** `/search/get-suggestions`. */
export function suggestionRoutes(parts: SuggestionRouteParts): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/search/get-suggestions',
      summary: 'The best videos, performers and studios for what is typed so far',
      query: suggestionsQuery,
      answer: suggestionsAnswer,
      handle: async ({ query, signal }) => await suggest(parts, query, signal),
    }),
  ];
}

interface Asked {
  readonly q: string;
  readonly limit: number;
}

async function suggest(
  parts: SuggestionRouteParts,
  asked: Asked,
  signal: AbortSignal,
): Promise<SuggestionsAnswer> {
  const startMs = performance.now();
  const search = await toSearch(parts, asked);
  if (search === undefined) return { videos: [], performers: [], studios: [], tookMs: 0 };
  const found = await parts.index.suggest(search, signal);
  const performers = found.performers.slice(0, asked.limit);
  const studios = found.studios.slice(0, asked.limit);
  // One read for videos and covers: what is shown of each comes from the catalogue.
  const covers = [...performers, ...studios].map(({ newest }) => newest);
  const visible = await parts.visible.present([...new Set([...found.hashes, ...covers])]);
  const summaries = await parts.presenter.summaries(visible);
  const byHash = new Map(summaries.map((summary) => [summary.hash, summary]));
  const toPerson = ({ name, videoCount, newest }: SuggestedPerson): Person => ({
    name,
    videoCount,
    posterUrl: byHash.get(newest)?.posterUrl ?? null,
  });
  return {
    videos: found.hashes.flatMap((hash) => byHash.get(hash) ?? []),
    performers: performers.map(toPerson),
    studios: studios.map(toPerson),
    tookMs: Math.round(performance.now() - startMs),
  };
}

/** Undefined when nothing is typed that can be looked for. */
async function toSearch(
  parts: SuggestionRouteParts,
  { q: typed, limit }: Asked,
): Promise<SuggestionSearch | undefined> {
  const { q, filters } = parseQuery(typed, { isTyping: true });
  const words = wantedWords(q);
  if (words === '') return undefined;
  const { filter } = await parts.siteFilter.current();
  const known = await parts.names.current();
  const query = { ...mergeFilters(searchQuery.parse({ limit }), filters), q };
  const namesIn = (names: NameIndex) =>
    names
      .find(words)
      .slice(0, limit + SPARE_NAMES)
      .map(({ value }) => value);
  return {
    videos: { query, contentFilter: filter, ...(await personalHashes(query, parts)) },
    performers: namesIn(known.performers),
    studios: namesIn(known.studios),
  };
}

/** People are looked for by the words that are wanted, in quotes or not. */
function wantedWords(q: string): string {
  return splitQuery(q)
    .filter(({ isExcluded }) => !isExcluded)
    .map(({ isQuoted, value, text }) => (isQuoted ? value : text))
    .join(' ')
    .trim();
}
