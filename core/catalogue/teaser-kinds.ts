// Which kinds of preview the disk budget may take away: they are large, and quickly made when somebody wants them.

import type { PreviewKind } from '../contract/video.ts';

/** Posters, stills and seek thumbnails are seen on every page; only teasers are ever dropped. */
export const teaserKinds = ['teaserSmall', 'teaserLarge'] as const satisfies readonly PreviewKind[];

/** Whether it is one of them. */
export function isTeaser(kind: PreviewKind): boolean {
  return teaserKinds.some((teaser) => teaser === kind);
}
