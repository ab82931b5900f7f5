// Decides where in a video to look, so that looking costs little. Pure.

import { findSeekPoint, MAX_DECODE_S, type SeekPoint, type Stretch } from '../source/seek-point.ts';
import type { VideoSource } from '../../core/media/video-source.ts';

/** The times of which the keyframes must be known. */
export function middles(stretches: readonly Stretch[]): readonly number[] {
  return stretches.map(({ fromS, toS }) => (fromS + toS) / 2);
}

/**
 * One place in each stretch, by groups: of a group only those at a keyframe, or one where there is none.
 *
 * @param keyframesS sorted; those around the stretches' {@link middles}
 */
export function choosePlaces(
  { seeksToKeyframes }: Pick<VideoSource, 'seeksToKeyframes'>,
  groups: readonly (readonly Stretch[])[],
  keyframesS: readonly number[],
): readonly (readonly SeekPoint[])[] {
  const total = groups.flat().length;
  let count = 0;
  return groups.map((group) => {
    const times = middles(group);
    const points = group.map((stretch, index) => {
      count += 1;
      // A video with a single keyframe is decoded for half a minute, and the places lie spread over that.
      const decodeS = (MAX_DECODE_S * count) / total;
      const timeS = times[index] ?? stretch.fromS;
      return findSeekPoint(keyframesS, { stretch, timeS, decodeS, seeksToKeyframes });
    });
    const keyframes = points.filter((point) => point.isKeyframe);
    return keyframes.length > 0 ? keyframes : points.slice(0, 1);
  });
}
