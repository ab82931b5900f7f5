// Measuring two ways of doing the same beside each other, so that whatever else the machine does falls on both.

import { percentile } from '../report.ts';

/** A way of doing something, once. */
export type Side = () => Promise<unknown>;

/** How long each side takes: the median of several rounds, in milliseconds, after one round to warm up. */
export async function sideBySide<Name extends string>(
  rounds: number,
  sides: Readonly<Record<Name, Side>>,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(sides) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    // Neither side always comes after the other.
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const startedMs = performance.now();
      await sides[name]();
      if (round > 0) times.get(name)?.push(performance.now() - startedMs);
    }
  }
  const medians = names.map((name) => [name, percentile(times.get(name) ?? [], 0.5)] as const);
  return Object.fromEntries(medians) as Record<Name, number>;
}

/** Works on all items, so many at the same time. */
export async function forEachAtOnce<Item>(
  items: Iterable<Item>,
  concurrency: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  const worker = async () => {
    for (let next = rest.next(); next.done !== true; next = rest.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}
