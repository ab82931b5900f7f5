// The way to Meilisearch: time limits, and what its failures mean to us. Knows no index.

import {
  Meilisearch,
  MeilisearchApiError,
  MeilisearchError,
  MeilisearchRequestError,
} from 'meilisearch';
import { describeError, UnavailableError } from '../core/errors.ts';

/** Where a Meilisearch listens. */
export interface MeiliConnection {
  readonly url: string;
  /** Its master or admin key; absent for a server without one. */
  readonly apiKey?: string | undefined;
}

/** Time limits of one call. */
export interface CallLimits {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs: number;
}

/** Passes the signal on to the one request that it makes. */
export type Call<T> = (init: { readonly signal: AbortSignal }) => Promise<T>;

/**
 * The server sends what it compresses in small packets, the last of which waits for the system to acknowledge the one
 * before: 40 ms for each answer above a kilobyte.
 */
const uncompressed = { 'Accept-Encoding': 'identity' };

/** Makes a client; it opens no connection yet. Make every call through {@link callMeili}. */
export function createMeiliClient({ url, apiKey }: MeiliConnection): Meilisearch {
  // No `timeout`: the library ignores its own when a call brings a signal, and every call of ours does.
  return new Meilisearch({
    host: url,
    ...(apiKey !== undefined && { apiKey }),
    requestInit: { headers: uncompressed },
  });
}

/**
 * Makes one call within its limits.
 *
 * @throws UnavailableError `search_unavailable` when Meilisearch does not answer in time, is overloaded, refuses the key
 * or has not (or no longer) what was asked for, an index with our settings for one; the signal's reason when aborted; MeilisearchApiError for the rest.
 */
export async function callMeili<T>(limits: CallLimits, call: Call<T>): Promise<T> {
  const { signal: outer, timeoutMs } = limits;
  outer?.throwIfAborted();
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = outer === undefined ? timeout : AbortSignal.any([outer, timeout]);
  try {
    return await call({ signal });
  } catch (cause) {
    outer?.throwIfAborted();
    throw toAppError(cause, timeout.aborted ? timeoutMs : undefined);
  }
}

function toAppError(cause: unknown, timedOutMs: number | undefined): unknown {
  const why = timedOutMs === undefined ? unavailability(cause) : `no answer in ${timedOutMs} ms`;
  if (why === undefined) return cause;
  return unavailable(why, cause);
}

function unavailable(why: string, cause?: unknown): UnavailableError {
  const message = `The search engine does not answer right now: ${why}.`;
  return new UnavailableError('search_unavailable', message, { cause });
}

/**
 * The list that an answer must have.
 *
 * @throws UnavailableError `search_unavailable` for an answer that some other service gave.
 */
export function expectList<T>(list: readonly T[]): readonly T[] {
  const isList: boolean = Array.isArray(list);
  if (isList) return list;
  throw unavailable('what answers at MEILI_URL is no Meilisearch');
}

/** Why trying again later may help; undefined when it will not. */
function unavailability(error: unknown): string | undefined {
  if (error instanceof MeilisearchApiError) return apiUnavailability(error);
  if (error instanceof MeilisearchRequestError)
    return describeError(error.cause instanceof Error ? error.cause : error);
  // Something else answers on that port, or a proxy in between.
  if (error instanceof SyntaxError) return 'its answer is not JSON';
  // What `fetch` throws when the rest of an answer does not come.
  if (error instanceof TypeError) return `its answer broke off: ${error.message}`;
  return error instanceof MeilisearchError ? error.message : undefined;
}

/** The index or a task that was being waited for is gone: the data folder was deleted or the index is not filled yet. */
const missing = new Set(['index_not_found', 'task_not_found']);

/** Filters, facets and orders are made by us alone: what refuses one is an index that still has the settings of before. */
const outdated = new Set([
  'invalid_document_filter',
  'invalid_search_facets',
  'invalid_search_filter',
  'invalid_search_sort',
]);

function apiUnavailability(error: MeilisearchApiError): string | undefined {
  const { status } = error.response;
  const code = error.cause?.code ?? '';
  const said = error.message.replace(/\.$/, '');
  if (status === 401 || status === 403) return `${said} (MEILI_MASTER_KEY)`;
  if (outdated.has(code)) return `its index is not brought up to date yet (${said})`;
  const isTransient = status >= 500 || status === 408 || status === 429;
  return isTransient || missing.has(code) ? said : undefined;
}
