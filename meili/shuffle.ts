// Random orders that can be paged: every video has a fixed place on a circle, and a seed says where to begin and which way to go. Pure.

import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';

/** Where a walk around the circle of places, 0 to 2^32 - 1, begins and which way it goes. */
export interface ShuffleStart {
  readonly place: number;
  readonly direction: 'asc' | 'desc';
}

/** A video's place: the first 32 bits of its hash, so that the order of places is that of hashes. NaN for what is no hash. */
export function shuffleOf(hash: string): number {
  return Number.parseInt(hash.slice(0, 8), 16);
}

/** The last place of the first `share` (above 0, at most 1) of the circle. */
export function shuffleEnd(share: number): number {
  return Math.ceil(share * 2 ** 32) - 1;
}

/** The circle in `count` stretches of the same length, both ends of which belong to them. */
export function circleStretches(
  count: number,
): readonly { readonly min: number; readonly max: number }[] {
  return Array.from({ length: count }, (_, index) => ({
    min: index === 0 ? 0 : shuffleEnd(index / count) + 1,
    max: shuffleEnd((index + 1) / count),
  }));
}

/** The same walk for the same seed. */
export function shuffleStart(seed: string): ShuffleStart {
  const digest = createHash('sha256').update(seed.toWellFormed()).digest();
  return {
    place: digest.readUInt32BE(0),
    direction: digest.readUInt8(4) % 2 === 0 ? 'asc' : 'desc',
  };
}

/**
 * The one of `hashes` that the seed chooses, undefined when there are none. When others join them the choice stays or
 * falls on one of the new ones (rendezvous hashing: https://en.wikipedia.org/wiki/Rendezvous_hashing).
 */
export function seededChoice(seed: string, hashes: readonly string[]): string | undefined {
  const ranked = hashes.map((hash) => ({ hash, rank: seededRank(seed, hash) }));
  return ranked.sort((a, b) => Buffer.compare(b.rank, a.rank))[0]?.hash;
}

function seededRank(seed: string, hash: string): Buffer {
  return createHash('sha256').update(`${seed.toWellFormed()}\n${hash}`).digest();
}
