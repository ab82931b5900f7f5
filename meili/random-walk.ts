// Pages of a seeded random order: a walk around the circle of places, cut in two where the circle's numbers begin anew. Pure.

import { inRange, type Filter } from './filter.ts';
import type { ShuffleStart } from './shuffle.ts';

/** Places on the circle, both ends included; none where `min` is above `max`. */
export interface Places {
  readonly min: number;
  readonly max: number;
}

/** The whole circle. */
export const everywhere: Places = { min: 0, max: 2 ** 32 - 1 };

/** One of the two parts of a walk. */
export interface WalkPart {
  readonly filter: Filter | undefined;
  readonly sort: readonly string[];
  readonly places: Places;
  readonly direction: ShuffleStart['direction'];
}

/** The parts in the order in which they are walked; together they hold every video once. */
export function walkParts({ place, direction }: ShuffleStart): readonly [WalkPart, WalkPart] {
  const part = (bounds: Partial<Places>): WalkPart => ({
    filter: inRange('shuffle', bounds),
    sort: [`shuffle:${direction}`, `hash:${direction}`],
    places: { ...everywhere, ...bounds },
    direction,
  });
  return direction === 'asc'
    ? [part({ min: place }), part({ max: place - 1 })]
    : [part({ max: place }), part({ min: place + 1 })];
}

/** How many of the second part lie on earlier pages. */
export function secondPartOffset(page: number, limit: number, firstPartTotal: number): number {
  return Math.max(0, (page - 1) * limit - firstPartTotal);
}
