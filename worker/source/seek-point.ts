// Where in a video ffmpeg is sent, such that it gets there fast and finds a picture. Pure.

/** A place in a video, and how to get there. */
export interface SeekPoint {
  /** Seconds on the source's clock. */
  readonly timeS: number;
  /** A keyframe is there: nothing before it has to be decoded. */
  readonly isKeyframe: boolean;
}

/** A stretch of a video, in seconds on the source's clock. */
export interface Stretch {
  readonly fromS: number;
  readonly toS: number;
}

/** How far ffmpeg may decode its way from a keyframe. */
export const MAX_DECODE_S = 30;

/** More than the rounding of ffprobe's times to microseconds, and less than a picture lasts. */
const ROUNDING_S = 0.001;

/** Options before `-i` that make the first picture the one at `point`. */
export function seekOptions(point: SeekPoint): readonly string[] {
  if (point.timeS <= 0) return [];
  const time = ['-ss', (point.timeS + (point.isKeyframe ? ROUNDING_S : 0)).toFixed(3)];
  // The keyframe itself lies before the rounded time, and an accurate seek would throw it away.
  return point.isKeyframe ? ['-noaccurate_seek', ...time] : time;
}

/**
 * The place to go to for a picture of `stretch`, best at `wantedS`: a keyframe in it, or else the time itself.
 *
 * A container without an index can only be entered at the keyframe that follows, be it beyond the stretch.
 *
 * @param keyframesS sorted
 */
export function findSeekPoint(
  keyframesS: readonly number[],
  wanted: {
    readonly stretch: Stretch;
    readonly timeS: number;
    /** A time farther than this from its keyframe is brought near to it. */
    readonly decodeS: number;
    readonly seeksToKeyframes: boolean;
  },
): SeekPoint {
  const { stretch, timeS, decodeS, seeksToKeyframes } = wanted;
  const before = keyframesS.findLast((keyframeS) => keyframeS <= timeS + ROUNDING_S);
  const after = keyframesS.find((keyframeS) => keyframeS > timeS + ROUNDING_S);
  if (before !== undefined && before >= stretch.fromS) return { timeS: before, isKeyframe: true };
  if (after !== undefined && after <= stretch.toS) return { timeS: after, isKeyframe: true };
  const entry = after ?? before;
  if (!seeksToKeyframes && entry !== undefined) return { timeS: entry, isKeyframe: true };
  return {
    timeS: before === undefined ? timeS : Math.min(timeS, before + decodeS),
    isKeyframe: false,
  };
}
