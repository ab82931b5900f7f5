// Pages far into a result: counts the result, and asks for what of the page lies in each of its stretches.

import { and, type Filter } from './filter.ts';
import { PlaceFinder, type AskAll, type PlaceOptions } from './place-finder.ts';
import type { Stretch } from './result-order.ts';
import { withFilter, type VideoQuery } from './search-queries.ts';

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

/** Counts of all stretches but the last, which has what is left of the total. */
export function stretchCounts({ query, filter, stretches }: DeepResult): readonly VideoQuery[] {
  return stretches.slice(0, -1).map((stretch) => ({
    ...query,
    ...withFilter(and(filter, stretch.filter)),
    page: 1,
    hitsPerPage: 0,
  }));
}

/** The queries, none to two, whose hits one after the other are the window. */
export async function deepPageQueries(
  ask: AskAll,
  result: DeepResult,
  page: {
    readonly window: Window;
    /** What {@link stretchCounts} came to. */
    readonly counts: readonly number[];
    readonly total: number;
    readonly options: PlaceOptions;
  },
): Promise<readonly VideoQuery[]> {
  const { query, filter, stretches } = result;
  const finder = new PlaceFinder(ask, query, page.options);
  const counted = page.counts.reduce((sum, count) => sum + count, 0);
  const sizes = [...page.counts, page.total - counted];
  const windows = stretchWindows(stretches, sizes, page.window);
  return await Promise.all(
    windows.map(async ({ stretch, size, offset, limit }) => {
      const within = and(filter, stretch.filter);
      const start = await finder.find(stretch, within, { target: offset, size });
      const { field, direction } = stretch.by ?? { field: 'shuffle', direction: stretch.hashes };
      return {
        ...query,
        ...withFilter(and(within, start.filter)),
        sort: [`${field}:${direction}`, `hash:${stretch.hashes}`],
        offset: offset - start.before,
        limit,
      };
    }),
  );
}

function stretchWindows(
  stretches: readonly Stretch[],
  sizes: readonly number[],
  { offset, limit }: Window,
): readonly StretchWindow[] {
  let before = 0;
  return stretches.flatMap((stretch, number) => {
    const size = sizes[number] ?? 0;
    const start = Math.max(0, offset - before);
    const end = Math.min(size, offset + limit - before);
    before += size;
    return end > start ? [{ stretch, size, offset: start, limit: end - start }] : [];
  });
}
