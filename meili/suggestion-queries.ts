// What the search box offers while one types, as the queries of one multi-search: videos, and each person who may be meant. Pure.

import type { SearchResponse } from 'meilisearch';
import { and, equals } from './filter.ts';
import {
  baseQuery,
  matchingsOf,
  newestQuery,
  searchFilter,
  withFilter,
  type Matching,
  type VideoQuery,
  type VideoSearch,
} from './search-queries.ts';

/** What is asked for. */
export interface SuggestionSearch {
  /** Of its query, words, filters and limit count. */
  readonly videos: VideoSearch;
  /** Names that may be meant. */
  readonly performers: readonly string[];
  readonly studios: readonly string[];
}

/** Somebody who may be meant, with at least one video that may be seen. */
export interface SuggestedPerson {
  readonly name: string;
  /** Exact. */
  readonly videoCount: number;
  /** The hash of the newest of the videos. */
  readonly newest: string;
}

/** What may be meant, in the order in which it was asked for; videos have the best first. */
export interface Suggestions {
  readonly hashes: readonly string[];
  readonly performers: readonly SuggestedPerson[];
  readonly studios: readonly SuggestedPerson[];
}

/** The queries; {@link readSuggestions} reads their answers. */
export function suggestionQueries(search: SuggestionSearch): readonly VideoQuery[] {
  const { videos, performers, studios } = search;
  return [
    // All at once where words may be given up: to ask again would take as long again.
    ...matchingsOf(videos.query.q).map((matching) => videosQuery(videos, matching)),
    ...performers.map((name) => personQuery('performers', name, videos)),
    ...studios.map((name) => personQuery('studio', name, videos)),
  ];
}

/** What the answers to the queries of a search come to. */
export function readSuggestions(
  { videos, performers, studios }: SuggestionSearch,
  responses: readonly SearchResponse<{ readonly hash: string }>[],
): Suggestions {
  const ofVideos = responses.slice(0, matchingsOf(videos.query.q).length);
  const ofPeople = responses.slice(ofVideos.length);
  const found = ofVideos.find(({ hits }) => hits.length > 0)?.hits ?? [];
  return {
    hashes: found.map(({ hash }) => hash),
    performers: readPeople(performers, ofPeople),
    studios: readPeople(studios, ofPeople.slice(performers.length)),
  };
}

function videosQuery(search: VideoSearch, matching: Matching): VideoQuery {
  const { limit } = search.query;
  return { ...baseQuery(search, matching), ...withFilter(searchFilter(search)), limit };
}

/** All the videos of a person that may be seen, whatever else was typed. */
function personQuery(
  field: 'performers' | 'studio',
  name: string,
  { contentFilter }: VideoSearch,
): VideoQuery {
  return newestQuery(and(contentFilter, equals(field, name)));
}

function readPeople(
  names: readonly string[],
  responses: readonly SearchResponse<{ readonly hash: string }>[],
): readonly SuggestedPerson[] {
  return names.flatMap((name, place) => {
    const { totalHits = 0, hits = [] } = responses[place] ?? {};
    const [newest] = hits;
    return newest === undefined ? [] : [{ name, videoCount: totalHits, newest: newest.hash }];
  });
}
