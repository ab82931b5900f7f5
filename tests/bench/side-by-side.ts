// Measuring two ways of doing the same beside each other, so that whatever else the machine does falls on both.

import { percentile } from './report.ts';

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
      const tookMs = await timeMs(sides[name]);
      if (round > 0) times.get(name)?.push(tookMs);
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

/** How many times as long the slow side takes as the fast one, which runs before and after it: for what takes minutes. */
export async function timesAsLong(fast: Side, slow: Side): Promise<number> {
  const beforeMs = await timeMs(fast);
  const slowMs = await timeMs(slow);
  const afterMs = await timeMs(fast);
  return slowMs / ((beforeMs + afterMs) / 2);
}

async function timeMs(side: Side): Promise<number> {
  const startedMs = performance.now();
  await side();
  return performance.now() - startedMs;
}
