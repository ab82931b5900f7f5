// How the fields that are sorted by were spread over the whole library some minutes ago: hints where in a result a place
// may be, of whatever it is a result. What follows from them is counted.

import { and, inRange, type Filter, type FilterField } from './filter.ts';
import { withFilter, type VideoQuery } from './search-queries.ts';
import { shuffleEnd } from './shuffle.ts';
import { sortValues, type SortValue, type Spread } from './spread.ts';

/** So many values tell a place up to 1.1 % of the library (one standard deviation). They take the engine 20 ms. */
const VALUES = 2000;
/** Older ones are still used while they are read anew. */
const MAX_AGE_MS = 10 * 60_000;

/** What is read of an answer. */
interface Counted {
  readonly totalHits?: number | undefined;
  readonly facetDistribution?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}
type AskCounts = (queries: readonly VideoQuery[]) => Promise<readonly Counted[]>;

/**
 * Tells how a field is spread.
 *
 * @param has leaves the videos that have it; undefined when all do
 */
export type SpreadOf = (field: FilterField, has: Filter | undefined) => Promise<Spread>;

/** Reads how each field is spread when it is asked for first, and from time to time anew. */
export class LibrarySpreads {
  readonly #ask: AskCounts;
  readonly #known = new Map<FilterField, { readonly spread: Spread; readonly readMs: number }>();
  readonly #reading = new Map<FilterField, Promise<Spread>>();

  constructor(ask: AskCounts) {
    this.#ask = ask;
  }

  /** Waits only when nothing is known yet. */
  readonly of: SpreadOf = async (field, has) => {
    const known = this.#known.get(field);
    if (known === undefined) return await this.#ensureRead(field, has);
    // When that fails, what is known stays, and is read anew with the next request.
    if (performance.now() - known.readMs > MAX_AGE_MS)
      this.#ensureRead(field, has).catch(() => undefined);
    return known.spread;
  };

  #ensureRead(field: FilterField, has: Filter | undefined): Promise<Spread> {
    const running = this.#reading.get(field);
    if (running !== undefined) return running;
    const reading = this.#read(field, has).finally(() => this.#reading.delete(field));
    this.#reading.set(field, reading);
    return reading;
  }

  async #read(field: FilterField, has: Filter | undefined): Promise<Spread> {
    const counting = { page: 1, hitsPerPage: 0 };
    const counts = await this.#ask([counting, { ...counting, ...withFilter(has) }]);
    const [total = 0, having = 0] = counts.map(({ totalHits = 0 }) => totalHits);
    const max = having > VALUES ? shuffleEnd(VALUES / having) : undefined;
    const some = withFilter(and(has, inRange('shuffle', { max })));
    const [counted] = await this.#ask([{ ...counting, ...some, facets: [field] }]);
    const spread = {
      share: total === 0 ? 1 : having / total,
      values: sortValues(repeated(field, counted?.facetDistribution?.[field] ?? {})),
    };
    this.#known.set(field, { spread, readMs: performance.now() });
    return spread;
  }
}

/** The value of each video that was counted. */
function repeated(field: FilterField, counts: Readonly<Record<string, number>>): SortValue[] {
  return Object.entries(counts).flatMap(([text, count]) => {
    const value = field === 'titleKey' ? text : Number(text);
    return Array.from({ length: count }, () => value);
  });
}
