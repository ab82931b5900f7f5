// Made-up videos for benches: the same ones for the same seed, with frequencies like a real library's.

import type { VideoText } from '../../core/similarity/tokenizer.ts';
import { createRandom } from './random.ts';

export interface MadeUpVideo extends VideoText {
  /** 16 hex digits. */
  readonly hash: string;
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
  const { zipf, list, hex } = createRandom(seed);
  for (let made = 0; made < count; made += 1) {
    yield {
      hash: hex(8) + hex(8),
      title: list(3, 9, () => wordOf(zipf(60_000))).join(' '),
      collection: nameOf(zipf(4)),
      studio: nameOf(zipf(Math.max(10, count / 400))),
      line: undefined,
      performers: list(1, 2, () => nameOf(zipf(Math.max(20, count / 5)))),
      categories: [wordOf(zipf(40))],
      tags: list(0, 5, () => wordOf(zipf(800))),
    };
  }
}
