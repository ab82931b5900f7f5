// The reading side of the video index: which videos, in which order, and how many. Answers hashes; the catalogue has the rest.

import { randomUUID } from 'node:crypto';
import type { NameFacet } from '../core/contract/search.ts';
import { UnavailableError } from '../core/errors.ts';
import type { MeiliConnection } from './client.ts';
import { sortedValues, type FacetValue } from './facet-counts.ts';
import { searchFacetValues, type FacetValueSearch } from './facet-value-search.ts';
import { and, equals, inRange, isOneOf, type Filter } from './filter.ts';
import { IndexRequests, type HashHit } from './index-requests.ts';
import { KnownTotals } from './known-totals.ts';
import { LibrarySpreads } from './library-spreads.ts';
import { placeOptions, type PlaceOptions } from './place-finder.ts';
import { walkParts } from './random-walk.ts';
import { searchPage, withPart, type SearchPage } from './search-page.ts';
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
import { videoIndexUid } from './settings.ts';
import { seededChoice, shuffleEnd, shuffleStart, circleStretches } from './shuffle.ts';
import {
  readSuggestions,
  suggestionQueries,
  type Suggestions,
  type SuggestionSearch,
} from './suggestion-queries.ts';

/** More hashes in one filter take longer than several requests. */
const HASHES_A_REQUEST = 5000;
/** A random video is chosen among so many neighbours, which evens out that their places are not equally far apart. */
const RANDOM_NEIGHBOURS = 32;

/** A page of a search, with the numbers of all of it. */
export interface VideoSearchResult extends SearchPage {
  readonly tookMs: number;
}

/** Words and a filter whose videos are counted. */
export interface CountedQuery {
  readonly q: string;
  readonly filter: Filter | undefined;
  /** @default 'all' */
  readonly matching?: Matching;
}

/** How many videos have a value, and the newest of them; none for 0. */
export interface CountedValue {
  readonly count: number;
  readonly newest: string | undefined;
}

/**
 * Searches one index. Every method takes a signal, has a time limit of its own and
 * @throws UnavailableError `search_unavailable` when Meilisearch does not answer in time, has no index yet or is still
 * changing it into what is asked for.
 */
export class VideoIndex {
  readonly #requests: IndexRequests;
  readonly #spreads: LibrarySpreads;
  readonly #totals = new KnownTotals();
  readonly #places: PlaceOptions;

  constructor(
    connection: MeiliConnection,
    indexUid: string = videoIndexUid,
    places: PlaceOptions = placeOptions,
  ) {
    this.#requests = new IndexRequests(connection, indexUid);
    // Others may wait for the same values: no request's signal ends it.
    this.#spreads = new LibrarySpreads((queries) => this.#requests.askAll(queries, undefined));
    this.#places = places;
  }

  /** A page, its total and the facets that the query asks for. When no video has all words, some may be missing. */
  async search(search: VideoSearch, signal?: AbortSignal): Promise<VideoSearchResult> {
    const startMs = performance.now();
    const [first, second] = matchingsOf(search.query.q);
    let result = await this.#page(search, first, signal);
    if (result.total === 0 && second !== undefined)
      result = await this.#page(search, second, signal);
    return { ...result, tookMs: Math.round(performance.now() - startMs) };
  }

  /** The best videos for what is typed, and those of the given people who have any; one multi-search. */
  async suggest(search: SuggestionSearch, signal?: AbortSignal): Promise<Suggestions> {
    return readSuggestions(search, await this.#requests.askAll(suggestionQueries(search), signal));
  }

  /**
   * One of the videos that match, each about as likely; undefined when none does. The same seed gives the same video as
   * long as the library stays, and mostly also when it grows.
   *
   * @param options.seed @default a new one each time
   */
  async random(
    filter: Filter | undefined,
    options: { readonly seed?: string | undefined } = {},
    signal?: AbortSignal,
  ): Promise<string | undefined> {
    const { seed = randomUUID() } = options;
    const neighbours: HashHit[] = [];
    for (const part of walkParts(shuffleStart(seed))) {
      const limit = RANDOM_NEIGHBOURS - neighbours.length;
      if (limit === 0) break;
      const query = { ...withPart(filter, part), limit, attributesToRetrieve: ['hash'] };
      neighbours.push(...(await this.#requests.ask(query, signal)).hits);
    }
    return seededChoice(
      seed,
      neighbours.map(({ hash }) => hash),
    );
  }

  /** Those of `hashes` that match. */
  async visibleAmong(
    hashes: readonly string[],
    filter: Filter | undefined,
    signal?: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    const visible = new Set<string>();
    for (let start = 0; start < hashes.length; start += HASHES_A_REQUEST) {
      const chunk = hashes.slice(start, start + HASHES_A_REQUEST);
      const wanted = and(isOneOf('hash', chunk), filter);
      for (const hash of await this.#requests.fetchHashes(wanted, chunk.length, signal))
        visible.add(hash);
    }
    return visible;
  }

  /** Up to `limit` videos that match, in no order. */
  async matching(
    filter: Filter | undefined,
    limit: number,
    signal?: AbortSignal,
  ): Promise<readonly string[]> {
    return await this.#requests.fetchHashes(filter, limit, signal);
  }

  /**
   * Of the videos that a search finds, all up to about `size`, and of more an even sample of about that many: a stretch of
   * the shuffle circle. Order and page do not matter.
   */
  async sample(
    search: VideoSearch,
    size: number,
    signal?: AbortSignal,
  ): Promise<readonly string[]> {
    for (const matching of matchingsOf(search.query.q)) {
      const query = { ...baseQuery(search, matching), ...withFilter(searchFilter(search)) };
      const counting = { ...query, page: 1, hitsPerPage: 0 };
      const { totalHits = 0 } = await this.#requests.ask(counting, signal);
      if (totalHits === 0) continue;
      const stretch = inRange('shuffle', {
        max: totalHits > size ? shuffleEnd(size / totalHits) : undefined,
      });
      const filter = withFilter(and(searchFilter(search), stretch));
      // The values of a field are counted without reading documents: eight times as fast as asking for hits.
      const { facetDistribution } = await this.#requests.ask(
        { ...counting, ...filter, facets: ['hash'] },
        signal,
      );
      return Object.keys(facetDistribution?.['hash'] ?? {});
    }
    return [];
  }

  /** All videos that a search finds, in no order, about `size` at a time. Order and page do not matter. */
  async *every(
    search: VideoSearch,
    signal?: AbortSignal,
    size = HASHES_A_REQUEST,
  ): AsyncGenerator<readonly string[], void, void> {
    for (const matching of matchingsOf(search.query.q)) {
      const query = { ...baseQuery(search, matching), page: 1, hitsPerPage: 0 };
      const counted = await this.#requests.ask(
        { ...query, ...withFilter(searchFilter(search)) },
        signal,
      );
      const total = counted.totalHits ?? 0;
      for (const stretch of circleStretches(Math.ceil(total / size))) {
        const filter = withFilter(and(searchFilter(search), inRange('shuffle', stretch)));
        const { facetDistribution } = await this.#requests.ask(
          { ...query, ...filter, facets: ['hash'] },
          signal,
        );
        yield Object.keys(facetDistribution?.['hash'] ?? {});
      }
      if (total > 0) return;
    }
  }

  /** How many videos match. */
  async count(filter: Filter | undefined, signal?: AbortSignal): Promise<number> {
    const answer = await this.#requests.ask(
      { ...withFilter(filter), page: 1, hitsPerPage: 0 },
      signal,
    );
    return answer.totalHits ?? 0;
  }

  /** How many videos match each query, in their order: one request. */
  async countEach(
    queries: readonly CountedQuery[],
    signal?: AbortSignal,
  ): Promise<readonly number[]> {
    if (queries.length === 0) return [];
    const counting = queries.map(({ q, filter, matching = 'all' }) => ({
      ...{ q, matchingStrategy: matching, page: 1, hitsPerPage: 0 },
      ...withFilter(filter),
    }));
    const results = await this.#requests.askAll(counting, signal);
    return results.map(({ totalHits }) => totalHits ?? 0);
  }

  /** Every value of a field among the videos that match, with its number of videos; the most frequent first. */
  async countValues(
    facet: NameFacet,
    filter: Filter | undefined,
    signal?: AbortSignal,
  ): Promise<readonly FacetValue[]> {
    return await this.#countValues(facet, { q: '', ...withFilter(filter) }, signal);
  }

  /**
   * The values of a facet that `text` means in a search, each with the videos that one finds by choosing it: those with the
   * fewest typos first, then the most frequent.
   */
  async facetValues(
    search: FacetValueSearch,
    signal?: AbortSignal,
  ): Promise<readonly FacetValue[]> {
    return await searchFacetValues(this.#requests, search, signal);
  }

  /** For each of `values`, in their order, how many videos that match have it, and which of these is the newest. */
  async newestOfEach(
    facet: 'performers' | 'studio',
    values: readonly string[],
    options: {
      readonly filter?: Filter | undefined;
      readonly signal?: AbortSignal | undefined;
    } = {},
  ): Promise<readonly CountedValue[]> {
    if (values.length === 0) return [];
    const queries = values.map((value) => newestQuery(and(options.filter, equals(facet, value))));
    const results = await this.#requests.askAll(queries, options.signal);
    return results.map(({ hits, totalHits = 0 }) => ({ count: totalHits, newest: hits[0]?.hash }));
  }

  /** Whether a search is answered: `/health` alone says yes to an index that is damaged. */
  async isReady(signal?: AbortSignal): Promise<boolean> {
    try {
      await this.#requests.ask({ q: '', limit: 1, attributesToRetrieve: ['hash'] }, signal);
      return true;
    } catch (error) {
      if (error instanceof UnavailableError) return false;
      throw error;
    }
  }

  async #page(
    search: VideoSearch,
    matching: Matching,
    signal: AbortSignal | undefined,
  ): Promise<SearchPage> {
    const ask = (queries: readonly VideoQuery[]) => this.#requests.askAll(queries, signal);
    return await searchPage(ask, search, {
      matching,
      spreadOf: this.#spreads.of,
      totals: this.#totals,
      places: this.#places,
    });
  }

  async #countValues(
    facet: NameFacet,
    query: VideoQuery,
    signal: AbortSignal | undefined,
  ): Promise<readonly FacetValue[]> {
    const counting = { ...query, page: 1, hitsPerPage: 0, facets: [facet] };
    const { facetDistribution } = await this.#requests.ask(counting, signal);
    return sortedValues(facetDistribution?.[facet] ?? {});
  }
}
