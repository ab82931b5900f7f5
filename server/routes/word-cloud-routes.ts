// `GET /search/get-word-cloud`.

import { mergeFilters, parseQuery } from '../../core/contract/query-language/parse-query.ts';
import { searchQuery } from '../../core/contract/search.ts';
import { wordCloudAnswer, wordCloudQuery } from '../../core/contract/word-cloud.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { WordCloudFinder } from '../similarity/word-cloud-finder.ts';
import { personalHashes, type SearchRouteParts } from './search-routes.ts';

/** What word clouds are made with. */
export interface WordCloudRouteParts extends SearchRouteParts {
  readonly clouds: WordCloudFinder;
}

/** The most telling words of a search. */
export function wordCloudRoutes(parts: WordCloudRouteParts): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/search/get-word-cloud',
      summary: 'The most telling words of what a search finds, the heaviest first',
      query: wordCloudQuery,
      answer: wordCloudAnswer,
      handle: async ({ query: { q: typed, limit, ...asked }, signal }) => {
        const { q, filters } = parseQuery(typed);
        const query = { ...searchQuery.parse({}), ...mergeFilters(asked, filters), q };
        const { filter } = await parts.siteFilter.current();
        const personal = await personalHashes(query, parts);
        return await parts.clouds.find(
          { query, contentFilter: filter, ...personal },
          limit,
          signal,
        );
      },
    }),
  ];
}
