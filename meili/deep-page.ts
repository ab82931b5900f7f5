// Pages far into a result: counts its stretches, and reads what of the page lies in each, from whichever end is nearer.

import type { CountedCut, Cut } from './cut.ts';
import { and, type Filter } from './filter.ts';
import { PlaceFinder, toCounted, type Found, type PlaceSources } from './place-finder.ts';
import { everywhere, type Places } from './random-walk.ts';
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
}

/** What is asked for together with the total of a result. */
export interface FirstRound {
  readonly queries: readonly VideoQuery[];
  /** Where the page is likely to begin, and the cuts at which the last queries count. */
  readonly likely: { readonly stretch: Stretch; readonly cuts: readonly Cut[] } | undefined;
}

/** A part of a page. */
export interface PagePart {
  readonly query: VideoQuery;
  /** What the query finds is in reverse order. */
  readonly isReversed: boolean;
}

/** Finds one page of a result. */
export class DeepPage {
  readonly #sources: PlaceSources;
  readonly #result: DeepResult;
  readonly #page: Window;
  readonly #finder: PlaceFinder;

  constructor(sources: PlaceSources, result: DeepResult, page: Window) {
    this.#sources = sources;
    this.#result = result;
    this.#page = page;
    this.#finder = new PlaceFinder(sources, result.query);
  }

  /** Counts the stretches, and if the total is about known also around where the page is likely to begin. */
  async firstRound(likelyTotal: number | undefined): Promise<FirstRound> {
    const { query, stretches } = this.#result;
    // The last one has what is left of the total.
    const sizes = stretches.slice(0, -1).map((stretch) => ({
      ...query,
      ...withFilter(this.#within(stretch)),
      page: 1,
      hitsPerPage: 0,
    }));
    const window = likelyTotal === undefined ? undefined : await this.#likelyWindow(likelyTotal);
    if (window === undefined) return { queries: sizes, likely: undefined };
    const { stretch, size, offset } = window;
    const cuts = await this.#finder.likelyCuts(stretch, { target: offset, size });
    const counts = this.#finder.countQueries(stretch, this.#within(stretch), cuts);
    return { queries: [...sizes, ...counts], likely: { stretch, cuts } };
  }

  /** The parts, none to two, that one after the other are the page. `answers` are those to the queries of the round. */
  async parts(
    total: number,
    { likely }: FirstRound,
    answers: readonly Found[],
  ): Promise<readonly PagePart[]> {
    const others = this.#result.stretches.length - 1;
    const counted = answers.slice(0, others).map(({ totalHits = 0 }) => totalHits);
    const sizes = [...counted, total - counted.reduce((sum, count) => sum + count, 0)];
    const around = likely && toCounted(likely.cuts, answers.slice(others));
    return await Promise.all(
      this.#windows(sizes).map(async (window) => {
        const known = window.stretch === likely?.stretch ? around : undefined;
        return await this.#part(window, known ?? []);
      }),
    );
  }

  #within(stretch: Stretch): Filter | undefined {
    return and(this.#result.filter, stretch.filter);
  }

  async #part(window: StretchWindow, counted: readonly CountedCut[]): Promise<PagePart> {
    const { stretch, size, offset, limit } = window;
    const within = this.#within(stretch);
    if (this.#isNearEnd(window)) {
      const query = this.#read(sortOf(reversed(stretch)), within, {
        offset: behind(window),
        limit,
      });
      return { query, isReversed: true };
    }
    const start = await this.#finder.find(stretch, within, { target: offset, size, counted });
    const rest = and(within, start.filter);
    const query = this.#read(sortOf(stretch), rest, { offset: offset - start.before, limit });
    return { query, isReversed: false };
  }

  #isNearEnd(window: StretchWindow): boolean {
    const { offset, size } = window;
    const target = behind(window);
    return target < offset && this.#finder.isNear({ target, size });
  }

  #read(sort: string[], filter: Filter | undefined, window: Window): VideoQuery {
    return { ...this.#result.query, ...withFilter(filter), sort, ...window };
  }

  /** The part of the page that has to be found if the result has about so many videos. */
  async #likelyWindow(total: number): Promise<StretchWindow | undefined> {
    const shares = await this.#shares();
    const windows = this.#windows(shares.map((share) => Math.round(total * share)));
    return windows.find(
      (window) =>
        !this.#isNearEnd(window) &&
        !this.#finder.isNear({ target: window.offset, size: window.size }),
    );
  }

  /** About how much of the result each stretch is, 0 to 1. */
  async #shares(): Promise<readonly number[]> {
    const { stretches } = this.#result;
    const [first] = stretches;
    if (first?.by === undefined) return stretches.map(({ places }) => width(places));
    const { share } = await this.#sources.spreadOf(first.by.field, first.filter);
    return [share, 1 - share];
  }

  /** The parts of the page that lie in stretches of these sizes. */
  #windows(sizes: readonly number[]): StretchWindow[] {
    const { offset, limit } = this.#page;
    let before = 0;
    return this.#result.stretches.flatMap((stretch, place) => {
      const size = sizes[place] ?? 0;
      const start = Math.max(0, offset - before);
      const end = Math.min(size, offset + limit - before);
      before += size;
      return end > start ? [{ stretch, size, offset: start, limit: end - start }] : [];
    });
  }
}

/** How many videos of the stretch lie behind the window. */
function behind({ size, offset, limit }: StretchWindow): number {
  return size - offset - limit;
}

/** The share of the circle. */
function width({ min, max }: Places): number {
  return Math.max(0, max - min + 1) / (everywhere.max + 1);
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
