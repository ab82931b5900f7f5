// Spreads previews over a video: where each of them may begin. Pure.

import type { Stretch } from '../source/seek-point.ts';
import type { VideoSource } from '../../core/media/video-source.ts';

/** How stretches are laid over a video. */
export interface StretchOptions {
  readonly count: number;
  /** Seconds that are shown from each; two never share a second. @default 0 */
  readonly lengthS?: number;
  /** Share of the duration that is left out before the first stretch: logos and fades. @default 0.04 */
  readonly headRatio?: number;
  /** Share left out after the last one: credits, and how it ends. @default 0.04 */
  readonly tailRatio?: number;
}

/** Stretches of equal length, one after another; each ends where what is shown from it must have begun. */
export function layStretches(
  source: Pick<VideoSource, 'startS' | 'durationS'>,
  options: StretchOptions,
): readonly Stretch[] {
  const { count, lengthS = 0, headRatio = 0.04, tailRatio = 0.04 } = options;
  const firstS = source.startS + source.durationS * headRatio;
  const stepS = (source.durationS * (1 - headRatio - tailRatio)) / count;
  return Array.from({ length: count }, (_, index) => {
    const fromS = firstS + index * stepS;
    return { fromS, toS: fromS + Math.max(0, stepS - lengthS) };
  });
}

/** The stretch in equal parts. */
export function splitStretch({ fromS, toS }: Stretch, parts: number): readonly Stretch[] {
  const stepS = (toS - fromS) / parts;
  return Array.from({ length: parts }, (_, index) => ({
    fromS: fromS + index * stepS,
    toS: fromS + (index + 1) * stepS,
  }));
}
