// Pages far into a result: counts its stretches, and reads what of the page lies in each, from whichever end is nearer.

import { and, type Filter } from './filter.ts';
import { PlaceFinder, type AskAll, type Found, type PlaceOptions } from './place-finder.ts';
import type { Stretch } from './result-order.ts';
import { withFilter, type VideoQuery } from './search-queries.ts';
import type { SortDirection, SortField } from './sort.ts';

/** What a page is asked of. */
export interface DeepResult {
  /** The words, and nothing of filters, order and pages. */
  readonly query: VideoQuery;
  readonly filter: Filter | undefined;
  readonly stretches: readonly Stretch[];
}

/** Which videos of a result, by how many lie before them. */
export interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** A window of one stretch that is not empty. */
interface StretchWindow extends Window {
  readonly stretch: Stretch;
  /** How many videos the stretch has. */
  readonly size: number;
  readonly sample: Found | undefined;
}

/** A part of a page. */
export interface PagePart {
  readonly query: VideoQuery;
  /** What the query finds is in reverse order. */
  readonly isReversed: boolean;
}

/** Finds the pages of one result. */
export class DeepPages {
  readonly #result: DeepResult;
  readonly #finder: PlaceFinder;
  readonly #reach: number;

  constructor(ask: AskAll, result: DeepResult, options: PlaceOptions) {
    this.#result = result;
    this.#finder = new PlaceFinder(ask, result.query, options);
    this.#reach = options.reach;
  }

  /** What has to be known before a page can be found, asked for together with its total. */
  get queries(): readonly VideoQuery[] {
    const { query, stretches } = this.#result;
    // The last one has what is left of the total.
    const counts = stretches.slice(0, -1).map((stretch) => ({
      ...query,
      ...withFilter(this.#within(stretch)),
      page: 1,
      hitsPerPage: 0,
    }));
    const [first] = stretches;
    if (first?.by === undefined) return counts;
    return [...counts, this.#finder.sampleQuery(first.by, this.#within(first))];
  }

  /** The parts, none to two, that one after the other are the page. `known` answers {@link queries}. */
  async parts(page: Window, total: number, known: readonly Found[]): Promise<readonly PagePart[]> {
    return await Promise.all(
      this.#windows(page, total, known).map(async (window) => await this.#part(window)),
    );
  }

  #within(stretch: Stretch): Filter | undefined {
    return and(this.#result.filter, stretch.filter);
  }

  async #part(window: StretchWindow): Promise<PagePart> {
    const { stretch, size, offset, limit, sample } = window;
    const within = this.#within(stretch);
    const behind = size - offset - limit;
    if (behind < offset && behind <= this.#reach)
      return {
        query: this.#read(sortOf(reversed(stretch)), within, { offset: behind, limit }),
        isReversed: true,
      };
    const start = await this.#finder.find(stretch, within, { target: offset, size, sample });
    const rest = and(within, start.filter);
    const query = this.#read(sortOf(stretch), rest, { offset: offset - start.before, limit });
    return { query, isReversed: false };
  }

  #read(sort: string[], filter: Filter | undefined, window: Window): VideoQuery {
    return { ...this.#result.query, ...withFilter(filter), sort, ...window };
  }

  #windows({ offset, limit }: Window, total: number, known: readonly Found[]): StretchWindow[] {
    const { stretches } = this.#result;
    const counted = stretches.slice(1).map((_, place) => known[place]?.totalHits ?? 0);
    const sizes = [...counted, total - counted.reduce((sum, count) => sum + count, 0)];
    let before = 0;
    return stretches.flatMap((stretch, place) => {
      const size = sizes[place] ?? 0;
      const start = Math.max(0, offset - before);
      const end = Math.min(size, offset + limit - before);
      before += size;
      const sample = place === 0 ? known[counted.length] : undefined;
      return end > start ? [{ stretch, size, offset: start, limit: end - start, sample }] : [];
    });
  }
}

function sortOf({ by, hashes }: Pick<Stretch, 'by' | 'hashes'>): string[] {
  const { field, direction } = by ?? { field: 'shuffle', direction: hashes };
  return [`${field}:${direction}`, `hash:${hashes}`];
}

function reversed({ by, hashes }: Stretch): { by: SortField | undefined; hashes: SortDirection } {
  return {
    by: by && { field: by.field, direction: opposite(by.direction) },
    hashes: opposite(hashes),
  };
}

function opposite(direction: SortDirection): SortDirection {
  return direction === 'asc' ? 'desc' : 'asc';
}
