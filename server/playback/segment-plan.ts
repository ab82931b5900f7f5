// Where a video is cut into segments, so that the playlist is complete before the first one is made. Pure.

/** A part of a video that is sent in one piece. Seconds on the source's clock. */
export interface Segment {
  readonly startS: number;
  readonly durationS: number;
}

/** How long segments are where nothing else decides: the recommendation of RFC 8216's authoring guides. */
export const SEGMENT_S = 6;

/** Shorter ones cost a request each and give nothing. */
const SHORTEST_S = SEGMENT_S / 2;

/** Segments of {@link SEGMENT_S} each, for pictures that are encoded anew. */
export function planEvenly(endS: number): readonly Segment[] {
  const count = Math.max(1, Math.ceil((endS - SHORTEST_S) / SEGMENT_S));
  return toSegments(
    Array.from({ length: count }, (_, index) => index * SEGMENT_S),
    endS,
  );
}

/**
 * Segments that begin at keyframes, for pictures that are copied: as long as the keyframes allow, at least 3 s. The first
 * begins at 0, whenever its first picture comes.
 *
 * @param keyframesS sorted, from the first one of the video on; about one for every {@link SEGMENT_S} is enough, see {@link placesToCut}
 */
export function planAtKeyframes(keyframesS: readonly number[], endS: number): readonly Segment[] {
  const cutsS = [0];
  for (const keyframeS of keyframesS.slice(1)) {
    const isFarEnough = keyframeS - (cutsS.at(-1) ?? 0) >= SHORTEST_S;
    if (isFarEnough && endS - keyframeS >= SHORTEST_S) cutsS.push(keyframeS);
  }
  return toSegments(cutsS, endS);
}

/**
 * The plan of a video that ends elsewhere: without the segments that begin later, but for the first, and with a last one
 * that goes on to the end, be it with nothing but sound.
 */
export function endPlanAt(segments: readonly Segment[], endS: number): readonly Segment[] {
  const startsS = segments.map(({ startS }) => startS).filter((startS) => startS < endS);
  return toSegments(startsS.length === 0 ? [0] : startsS, endS);
}

/** The times around which keyframes are to be looked for. */
export function placesToCut(endS: number): readonly number[] {
  return Array.from({ length: Math.ceil(endS / SEGMENT_S) }, (_, index) => index * SEGMENT_S);
}

function toSegments(cutsS: readonly number[], endS: number): readonly Segment[] {
  return cutsS.map((startS, index) => ({
    startS,
    durationS: Math.max(0.001, (cutsS[index + 1] ?? endS) - startS),
  }));
}
