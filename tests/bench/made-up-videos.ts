// Made-up videos for benches: the same ones for the same seed, with frequencies like a real library's.

import type { VideoText } from '../../core/similarity/tokenizer.ts';

export interface MadeUpVideo extends VideoText {
  /** 16 hex digits. */
  readonly hash: string;
}

/** Numbers from 0 up to, not including, 1: mulberry32. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ');

/** A word that can be pronounced, another one for each number. */
function wordOf(number: number): string {
  const rest = Math.floor(number / syllables.length);
  const syllable = syllables[number % syllables.length] ?? '';
  return rest === 0 ? `${syllable}n` : syllable + wordOf(rest - 1);
}

function nameOf(number: number): string {
  const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  return `${capitalised(wordOf(number % 900))} ${capitalised(wordOf(Math.floor(number / 3) + 900))}`;
}

/**
 * Videos with 3 to 9 words of title out of 60,000, 1 or 2 performers, one studio for about 400 videos,
 * up to 5 tags out of 800. Words, people and tags follow Zipf's law: number `n` is drawn in
 * proportion to `1 / n`.
 */
export function* makeUpVideos(count: number, seed = 1): Generator<MadeUpVideo> {
  const random = createRandom(seed);
  const from = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const zipf = (size: number) => Math.floor((size + 1) ** random()) - 1;
  const list = (length: number, draw: () => string) => Array.from({ length }, draw);
  const hex = () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  for (let made = 0; made < count; made += 1) {
    yield {
      hash: hex() + hex(),
      title: list(from(3, 9), () => wordOf(zipf(60_000))).join(' '),
      collection: nameOf(zipf(4)),
      studio: nameOf(zipf(Math.max(10, count / 400))),
      line: undefined,
      performers: list(from(1, 2), () => nameOf(zipf(Math.max(20, count / 5)))),
      categories: [wordOf(zipf(40))],
      tags: list(from(0, 5), () => wordOf(zipf(800))),
    };
  }
}
