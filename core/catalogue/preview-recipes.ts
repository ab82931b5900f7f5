// By which recipe previews of each kind are made now. A better one reaches existing libraries by its number alone.

import type { PreviewKind } from '../contract/video.ts';

/**
 * Raise a number when a kind's files must be others than before: what was made by an earlier recipe is made again in the
 * background, and served until then.
 */
export const previewRecipes = {
  poster: 1,
  previewThumbnails: 1,
  seekThumbnails: 1,
  teaserSmall: 1,
  teaserLarge: 1,
} as const satisfies Record<PreviewKind, number>;
