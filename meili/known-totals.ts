// How many videos the last searches found: hints for who asks for a page far into one of them.

import { hash } from 'node:crypto';
import type { VideoQuery } from './search-queries.ts';

/** A person looks at the first page of a search before one far into it. */
const SEARCHES = 1000;

/** Remembers the totals of the searches that were made last. */
export class KnownTotals {
  readonly #totals = new Map<string, number>();

  /** Undefined for a search that was not made lately. */
  of(query: VideoQuery): number | undefined {
    return this.#totals.get(keyOf(query));
  }

  remember(query: VideoQuery, total: number): void {
    const key = keyOf(query);
    // A map keeps the order in which its keys were added.
    this.#totals.delete(key);
    this.#totals.set(key, total);
    const [oldest] = this.#totals.keys();
    if (this.#totals.size > SEARCHES && oldest !== undefined) this.#totals.delete(oldest);
  }
}

/** Filters with many hashes are long. */
function keyOf({ q, matchingStrategy, filter }: VideoQuery): string {
  return hash('sha256', JSON.stringify([q, matchingStrategy, filter]), 'base64');
}
