// Pages of a seeded random order: a walk around the circle of places, cut in two where the circle's numbers begin anew. Pure.

import { inRange, type Filter } from './filter.ts';
import type { ShuffleStart } from './shuffle.ts';

/** One of the two parts of a walk. */
export interface WalkPart {
  readonly filter: Filter | undefined;
  readonly sort: readonly string[];
}

/** The parts in the order in which they are walked; together they hold every video once. */
export function walkParts({ place, direction }: ShuffleStart): readonly [WalkPart, WalkPart] {
  const sort = [`shuffle:${direction}`, `hash:${direction}`];
  const [first, second] =
    direction === 'asc'
      ? [{ min: place }, { max: place - 1 }]
      : [{ max: place }, { min: place + 1 }];
  return [
    { filter: inRange('shuffle', first), sort },
    { filter: inRange('shuffle', second), sort },
  ];
}

/** How many of the second part lie on earlier pages. */
export function secondPartOffset(page: number, limit: number, firstPartTotal: number): number {
  return Math.max(0, (page - 1) * limit - firstPartTotal);
}
