// What people type, letter by letter.

import type { LibraryVideo } from './made-up-library.ts';

const SHORTEST = 2;
const LONGEST = 14;

/** Beginnings of performers' names and of titles, as each letter is typed; each text once. */
export function typedTexts(videos: readonly LibraryVideo[], words: number): readonly string[] {
  const whole = videos
    .slice(0, words)
    .map(({ content }, number) => (number % 2 === 0 ? content.performers[0] : content.title));
  const typed = whole.flatMap((text = '') =>
    Array.from({ length: Math.min(LONGEST, text.length) - SHORTEST + 1 }, (_, letters) =>
      text.slice(0, SHORTEST + letters).toLowerCase(),
    ),
  );
  return [...new Set(typed.filter((text) => !text.endsWith(' ')))];
}
