// How a teaser is cut: how many clips, from where. Pure.

/** A video shorter than this is its own teaser. */
export const WHOLE_BELOW_S = 9;

/** A teaser's clips at most: more would be too long to hover for. */
const MOST_CLIPS = 9;
const FEWEST_CLIPS = 4;

/** How many clips stand for a video of this duration: 4 for ten seconds, 9 from one minute on. */
export function countClips(durationS: number): number {
  return Math.min(MOST_CLIPS, Math.max(FEWEST_CLIPS, 3 + Math.floor(durationS / 10)));
}

/** A place that a clip could begin at. */
interface ClipStart {
  readonly timeS: number;
}

/** Of clips in the order of time, those that do not show again what the one before them showed. */
export function dropOverlapping<T extends ClipStart>(
  clips: readonly T[],
  lengthS: number,
): readonly T[] {
  const kept: T[] = [];
  for (const clip of clips) {
    const last = kept.at(-1);
    if (last === undefined || clip.timeS >= last.timeS + lengthS) kept.push(clip);
  }
  return kept;
}

/** A slide show's clips would last as long as its slides. */
const LOWEST_RATE = 10;

/** More than 30, with room for rates that are measured rather than declared. */
const HIGHEST_RATE = 30.5;

/** Pictures a second of a teaser: the source's, halved while they are more than anybody sees on a card. */
export function teaserFrameRate(sourceRate: number | undefined): number {
  if (sourceRate === undefined) return 30;
  const halvings = Math.max(0, Math.ceil(Math.log2(sourceRate / HIGHEST_RATE)));
  return Math.max(LOWEST_RATE, sourceRate / 2 ** halvings);
}
