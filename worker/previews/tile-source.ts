// Decides how the tiles of a storyboard are got out of a video: the cheapest way that shows the right moments. Pure.

import type { VideoSource } from '../../core/media/video-source.ts';
import type { TilePlan } from './tile-plan.ts';

/**
 * `keyframes` goes through the file once and decodes keyframes only; `seeks` goes to each tile's keyframe; `all` decodes
 * everything.
 */
export type TileSource = 'keyframes' | 'seeks' | 'all';

/** Decoders that leave out what is no keyframe when told to; others decode it and cost as much as `all`. */
const skippingCodecs = new Set([
  ...['h264', 'hevc', 'mpeg1video', 'mpeg2video', 'mpeg4', 'msmpeg4v3', 'vc1', 'wmv3', 'vp8'],
]);

/** Where a tile stands for more of the file than this, seeking reads less than going through it. */
const SEEK_BYTES = 16_000_000;

/** A seek costs as much as decoding so many seconds of a film does, about. */
const SEEK_AS_DECODING_S = 3;

/** A tile may show what was so many tiles ago, not more. */
const MOST_TILES_AGO = 2;

/** Chooses by the time between keyframes, the codec and the size of the file. */
export function chooseTileSource(
  source: Pick<VideoSource, 'codec' | 'sizeBytes' | 'seeksToKeyframes'>,
  plan: TilePlan,
  keyframeSpacingS: number,
): TileSource {
  if (keyframeSpacingS > MOST_TILES_AGO * plan.intervalS) return 'all';
  const isSkipping = skippingCodecs.has(source.codec);
  const isLarge = source.sizeBytes / plan.count > SEEK_BYTES;
  if (isSkipping && !isLarge) return 'keyframes';
  return source.seeksToKeyframes ? 'seeks' : 'all';
}

/**
 * What is left where `way` gave too little; undefined after `all`. Keyframes may be marked wrongly, and the decoder of
 * H.264 loses those of open GOPs: it counts pictures modulo a power of two, and does not count what it leaves out.
 */
export function nextTileSource(
  way: TileSource,
  source: Pick<VideoSource, 'codec' | 'seeksToKeyframes'>,
  plan: Pick<TilePlan, 'intervalS'>,
): TileSource | undefined {
  if (way === 'all') return undefined;
  const mayHaveOpenGops = way === 'keyframes' && source.codec === 'h264';
  const isSeekingCheaper = source.seeksToKeyframes && plan.intervalS > SEEK_AS_DECODING_S;
  return mayHaveOpenGops && isSeekingCheaper ? 'seeks' : 'all';
}

/** Whether so many pictures, as evenly spread as keyframes are, leave no tile too far behind. */
export function sufficesForTiles(
  pictures: number,
  source: Pick<VideoSource, 'durationS'>,
  plan: Pick<TilePlan, 'intervalS'>,
): boolean {
  return pictures * MOST_TILES_AGO * plan.intervalS >= source.durationS;
}

/** The time between keyframes, judged by how far places in the video are from the nearest one; Infinity without any. */
export function estimateKeyframeSpacing(
  keyframesS: readonly number[],
  placesS: readonly number[],
): number {
  if (keyframesS.length === 0) return Infinity;
  const distances = placesS.map((placeS) =>
    Math.min(...keyframesS.map((keyframeS) => Math.abs(placeS - keyframeS))),
  );
  // On average a place is half a spacing behind its keyframe.
  return (2 * distances.reduce((sum, distanceS) => sum + distanceS, 0)) / placesS.length;
}
