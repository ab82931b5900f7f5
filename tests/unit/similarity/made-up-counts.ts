// Made-up videos with term counts: the same for the same seed.

import { hashOf } from './brute-force.ts';
import type { CountedVideo } from './brute-force.ts';

/** Numbers from 0 up to, not including, 1 (a linear congruential generator of Numerical Recipes). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** `count` videos of 3 to 14 terms, a few of them frequent, most of them rare, in no order of hashes. */
export function makeUpCounts(count: number, seed: number): CountedVideo[] {
  const random = createRandom(seed);
  const zipf = (size: number) => Math.floor((size + 1) ** random()) - 1;
  const kinds = ['w', 'w', 'w', 'p', 's', 't', 'c', 'l', 'f'];
  const term = () => `${kinds[Math.floor(random() * kinds.length)] ?? 'w'}:${zipf(count)}`;
  return Array.from({ length: count }, (_, index) => {
    const terms = Array.from({ length: 3 + Math.floor(random() * 12) }, term);
    const counts = new Map(terms.map((text) => [text, 1 + Math.floor(random() ** 8 * 5)]));
    return { hash: hashOf((index * 7919) % 1_000_003), counts };
  });
}
