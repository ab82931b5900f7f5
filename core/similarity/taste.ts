// What a person likes, as a vector: of what they marked and what they watched, the newer the more.

import { indexOfHash } from './hash-table.ts';
import type { SimilarityModel } from './model.ts';
import { vectorOfVideo } from './vector.ts';
import type { Vector } from './vector.ts';

/** After so many days a mark or a view counts half. */
const HALF_LIFE_DAYS = 90;
const DAY_MS = 86_400_000;
/** The length that a video of unknown length is taken to have. */
const USUAL_LENGTH_S = 600;
/** Lighter terms of a long history would cost most of the time and change next to nothing. */
const MAX_TERMS = 256;

/** What a person did with a video. */
export interface Experience {
  readonly hash: string;
  readonly markedMs: number | undefined;
  readonly lastViewedMs: number | undefined;
  /** Of all views together. */
  readonly watchedS: number;
}

/** How much a person likes a video, above 0. */
export interface Liking {
  readonly hash: string;
  readonly strength: number;
}

/**
 * `m * 2^(-d_m / 90) + w * 2^(-d_v / 90)`: `m` is 1 for a favourite and otherwise 0, `w` the part of the video
 * that was watched, 1 at most; `d_m` and `d_v` are the days since it was marked and last watched.
 */
export function strengthOf(
  { markedMs, lastViewedMs, watchedS }: Experience,
  durationS: number | undefined,
  nowMs: number,
): number {
  const length = durationS === undefined || durationS <= 0 ? USUAL_LENGTH_S : durationS;
  const marked = markedMs === undefined ? 0 : decay(nowMs - markedMs);
  const viewed = lastViewedMs === undefined ? 0 : decay(nowMs - lastViewedMs);
  return marked + Math.min(1, watchedS / length) * viewed;
}

/** A clock that was set back makes nothing count more than now. */
function decay(ageMs: number): number {
  return 2 ** (-Math.max(0, ageMs) / (HALF_LIFE_DAYS * DAY_MS));
}

/**
 * The mean of the vectors of what is liked, each times its strength, cut to its 256 heaviest terms and brought
 * to length 1; empty when the model knows none of it. This is Rocchio's query for relevance feedback, its
 * positive part: https://nlp.stanford.edu/IR-book/html/htmledition/the-rocchio71-algorithm-1.html
 */
export function tasteOf(model: SimilarityModel, likings: readonly Liking[]): Vector {
  const sums = new Map<number, number>();
  // What was liked long ago alone is as strong as what is liked today alone, and no number is too small to count with.
  const strongest = likings.reduce((most, { strength }) => Math.max(most, strength), 0);
  for (const { hash, strength } of likings) {
    const video = indexOfHash(model.hashes, hash);
    if (video === undefined || strength === 0) continue;
    for (const [term, weight] of vectorOfVideo(model, video))
      sums.set(term, (sums.get(term) ?? 0) + weight * (strength / strongest));
  }
  const heaviest = [...sums].sort(([a, x], [b, y]) => y - x || a - b).slice(0, MAX_TERMS);
  const length = Math.hypot(...heaviest.map(([, weight]) => weight));
  if (length === 0) return new Map();
  return new Map(heaviest.map(([term, weight]) => [term, weight / length]));
}
