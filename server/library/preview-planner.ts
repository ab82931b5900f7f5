// Which videos an order of previews is about. Queuing the jobs is the catalogue's.

import { setImmediate as nextTurn } from 'node:timers/promises';
import { chunksOf } from '../../core/catalogue/chunks-of.ts';
import type { PreviewOrders } from '../../core/catalogue/preview-orders.ts';
import type { VideoStore } from '../../core/catalogue/video-store.ts';
import { canonicalSearch } from '../../core/contract/canonical-search.ts';
import { describeIssues } from '../../core/contract/describe-issues.ts';
import type { PreviewsBody, PreviewsPlan } from '../../core/contract/preview-work.ts';
import { readSavedQuery, type SavedRequest } from '../../core/contract/saved-search.ts';
import { pageLimitMax, searchQuery, type SearchFilters } from '../../core/contract/search.ts';
import { BadRequestError } from '../../core/errors.ts';
import type { PersonalHashes } from '../../meili/search-filter.ts';
import type { VideoSearch } from '../../meili/search-queries.ts';
import type { VideoIndex } from '../../meili/video-index.ts';
import { readTyped } from './saved-search-queries.ts';

/** Videos looked at and queued in one transaction: bounds how long requests and other writers wait. */
const CHUNK = 2500;

interface PlannerParts {
  readonly videos: VideoStore;
  readonly orders: PreviewOrders;
  readonly index: VideoIndex;
  /** Reads what filters by favourites and history need. */
  readonly personalHashes: (filters: SearchFilters) => Promise<PersonalHashes>;
}

/** Finds the videos of an order. Content filters do not hold here: this is the dashboard's. */
export class PreviewPlanner {
  readonly #parts: PlannerParts;

  constructor(parts: PlannerParts) {
    this.#parts = parts;
  }

  /** What an order would queue. @throws BadRequestError when its query cannot be read. */
  async count(order: PreviewsBody, signal: AbortSignal): Promise<PreviewsPlan> {
    return await this.#goThrough(order, { signal });
  }

  /** Queues an order, whether or not somebody waits for the answer. @throws BadRequestError as `count`. */
  async queue(order: PreviewsBody): Promise<PreviewsPlan> {
    const { orders } = this.#parts;
    return await this.#goThrough(order, { take: (hashes) => orders.queue(hashes, order) });
  }

  async #goThrough(
    order: PreviewsBody,
    how: {
      readonly take?: (hashes: readonly string[]) => Promise<void>;
      readonly signal?: AbortSignal;
    },
  ): Promise<PreviewsPlan> {
    let videos = 0;
    let previews = 0;
    for await (const page of this.#pages(order, how.signal)) {
      for (const hashes of chunksOf(page, CHUNK)) {
        const left = (order.limit ?? Number.POSITIVE_INFINITY) - videos;
        const lacking = (await this.#parts.orders.lacking(hashes, order)).slice(0, left);
        await how.take?.(lacking.map(({ hash }) => hash));
        videos += lacking.length;
        previews += lacking.reduce((sum, { jobs }) => sum + jobs, 0);
        if (videos === order.limit) return { videos, previews };
        // Others have their turn.
        await nextTurn(undefined, { signal: how.signal });
      }
    }
    return { videos, previews };
  }

  /** Where an order has a limit, the videos that were added last first. */
  async *#pages(
    { query, limit }: PreviewsBody,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<readonly string[], void, void> {
    const { videos, index } = this.#parts;
    if (query === undefined || query.trim() === '') {
      yield* limit === undefined ? videos.presentHashes(CHUNK) : videos.newestPresent(CHUNK);
      return;
    }
    const search = await this.#read(query);
    if (limit === undefined) {
      yield* index.every(search, signal);
      return;
    }
    for (let page = 1; ; page += 1) {
      const asked = { ...search, query: { ...search.query, page, limit: pageLimitMax } };
      const { hashes } = await index.search(asked, signal);
      if (hashes.length === 0) return;
      yield hashes;
    }
  }

  async #read(text: string): Promise<VideoSearch> {
    const { q, filters } = readTyped(readQuery(text));
    const query = { ...searchQuery.parse({ sort: 'added:desc' }), ...filters, q };
    return { query, ...(await this.#parts.personalHashes(filters)) };
  }
}

const addressStart = /^(https?:\/\/|\/|\?)/;

/** What is typed into the search box, or the address of a search page. */
function readQuery(text: string): SavedRequest {
  if (!addressStart.test(text)) return { q: text };
  const parameters = text.includes('?') ? text.slice(text.indexOf('?')) : '';
  const parsed = readSavedQuery(canonicalSearch(parameters));
  if (parsed.success) return parsed.data;
  throw new BadRequestError(`query: ${describeIssues(parsed.error.issues)}`);
}
