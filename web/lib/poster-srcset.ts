// Posters as an `<img>` takes them.

import type { Poster } from '../../core/contract/video.ts';

/** The candidates of a `srcset`, by width; undefined where there is no choice. */
export function posterSrcset(posters: readonly Poster[]): string | undefined {
  if (posters.length < 2) return undefined;
  return posters.map(({ url, width }) => `${url} ${width}w`).join(', ');
}
