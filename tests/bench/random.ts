// Chance that repeats itself: the same seed gives the same draws.

/** A source of draws. */
export interface Random {
  /** From 0 up to, not including, 1. */
  readonly ratio: () => number;
  /** A whole number from 0 up to, not including, `end`. */
  readonly below: (end: number) => number;
  /** A whole number from 0 up to, not including, `size`, by Zipf's law: `n` in proportion to `1 / (n + 1)`. */
  readonly zipf: (size: number) => number;
  /** From `least` to `most` draws. */
  readonly list: <T>(least: number, most: number, draw: () => T) => T[];
  /** So many hexadecimal digits, at most 8. */
  readonly hex: (digits: number) => string;
}

/** Draws by mulberry32. */
export function createRandom(seed: number): Random {
  const ratio = mulberry32(seed);
  const below = (end: number) => Math.floor(ratio() * end);
  return {
    ratio,
    below,
    zipf: (size) => Math.floor((size + 1) ** ratio()) - 1,
    list: (least, most, draw) => Array.from({ length: least + below(most - least + 1) }, draw),
    hex: (digits) =>
      below(16 ** digits)
        .toString(16)
        .padStart(digits, '0'),
  };
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
