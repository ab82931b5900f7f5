// The requests to one index, with their limits of time. Knows no search.

import type { Meilisearch, ResourceResults, SearchResponse } from 'meilisearch';
import {
  callMeili,
  createMeiliClient,
  expectList,
  type Call,
  type MeiliConnection,
} from './client.ts';
import type { Filter } from './filter.ts';
import { withFilter, type VideoQuery } from './search-queries.ts';

const QUERY_TIMEOUT_MS = 2000;
/** Counting a hundred thousand names takes the engine half a second on a good day; nobody waits longer than this. */
const COUNT_TIMEOUT_MS = 4000;
/** So many hashes are answered within the time of a query. */
const MANY_HASHES = 5000;
/** A video that was found. */
export interface HashHit {
  readonly hash: string;
}
export type HashResponse = SearchResponse<HashHit>;

/**
 * Asks one index. Every method takes a signal, has a time limit of its own and
 * @throws UnavailableError `search_unavailable` when Meilisearch does not answer in time, has no index yet or is still
 * changing it into what is asked for.
 */
export class IndexRequests {
  readonly #client: Meilisearch;
  readonly #indexUid: string;

  constructor(connection: MeiliConnection, indexUid: string) {
    this.#client = createMeiliClient(connection);
    this.#indexUid = indexUid;
  }

  /** One search. */
  async ask(query: VideoQuery, signal: AbortSignal | undefined): Promise<HashResponse> {
    const answer = await this.#call(timeLimitMs([query]), signal, (init) =>
      this.#client
        .index<HashHit>(this.#indexUid)
        .search<HashHit, VideoQuery>(undefined, query, init),
    );
    expectList(answer.hits);
    return answer;
  }

  /** Several searches in one request; the answers are in their order. */
  async askAll(
    queries: readonly VideoQuery[],
    signal: AbortSignal | undefined,
  ): Promise<readonly HashResponse[]> {
    const named = queries.map((query) => ({ ...query, indexUid: this.#indexUid }));
    const { results } = await this.#call(timeLimitMs(queries), signal, (init) =>
      this.#client.multiSearch<{ queries: typeof named }, HashHit>({ queries: named }, init),
    );
    return expectList(results);
  }

  /** Up to `limit` videos that match, in no order: quicker than a search. */
  async fetchHashes(
    filter: Filter | undefined,
    limit: number,
    signal: AbortSignal | undefined,
  ): Promise<readonly string[]> {
    const body = { ...withFilter(filter), fields: ['hash'], limit };
    const path = `${this.#path}/documents/fetch`;
    const timeoutMs = limit > MANY_HASHES ? COUNT_TIMEOUT_MS : QUERY_TIMEOUT_MS;
    const { results } = await this.#call(timeoutMs, signal, (extraRequestInit) =>
      this.#client.httpRequest.post<ResourceResults<readonly HashHit[]>>({
        path,
        body,
        extraRequestInit,
      }),
    );
    return expectList(results).map(({ hash }) => hash);
  }

  get #path(): string {
    return `indexes/${this.#indexUid}`;
  }

  #call<T>(timeoutMs: number, signal: AbortSignal | undefined, call: Call<T>): Promise<T> {
    return callMeili({ signal, timeoutMs }, call);
  }
}

function timeLimitMs(queries: readonly VideoQuery[]): number {
  const counts = queries.some(({ facets = [] }) => facets.length > 0);
  return counts ? COUNT_TIMEOUT_MS : QUERY_TIMEOUT_MS;
}
