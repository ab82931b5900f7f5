// Every video by its likeness to a vector: scored once, read as far as a caller needs.

import { hashAt, indexOfHash } from './hash-table.ts';
import type { SimilarityModel } from './model.ts';
import { peaksOf, topScores } from './top-scores.ts';
import { dotProducts } from './vector.ts';
import type { Vector } from './vector.ts';

export interface SimilarVideo {
  readonly hash: string;
  /** The cosine with the vector: above 0 and, for a vector of length 1, at most 1. */
  readonly score: number;
}

/**
 * Scores that no ranking needs any more: memory that the system hands out anew, page by page, costs as much as half of the
 * scoring.
 */
let spare = new Float64Array();

function takeZeros(length: number): Float64Array<ArrayBuffer> {
  const zeros = spare.length === length ? spare.fill(0) : new Float64Array(length);
  spare = new Float64Array();
  return zeros;
}

/** Best first, of equals the lower hash first; only what shares a term. Who has read it may dispose of it. */
export class Ranking implements Disposable {
  readonly #model: SimilarityModel;
  #scores: Float64Array<ArrayBuffer>;
  /** Of the scores before any was left out. */
  readonly #peaks: Float64Array;

  /** @param leftOut videos that are not ranked; those that the model does not know do not matter */
  constructor(model: SimilarityModel, vector: Vector, leftOut: Iterable<string> = []) {
    this.#model = model;
    this.#scores = dotProducts(model, vector, takeZeros(model.inverseNorms.length));
    this.#peaks = peaksOf(this.#scores);
    this.leaveOut(leftOut);
  }

  /** Takes videos out of the ranking. */
  leaveOut(hashes: Iterable<string>): void {
    for (const hash of hashes) {
      const video = indexOfHash(this.#model.hashes, hash);
      if (video !== undefined) this.#scores[video] = 0;
    }
  }

  /** Nothing is ranked then. */
  [Symbol.dispose](): void {
    spare = this.#scores;
    this.#scores = new Float64Array();
  }

  /** How many videos are ranked. */
  get total(): number {
    let total = 0;
    for (const score of this.#scores) if (score > 0) total += 1;
    return total;
  }

  /** The first `limit` of those whose score is above a bound. @default 0 */
  first(limit: number, above = 0): SimilarVideo[] {
    return topScores(this.#scores, limit, { above, peaks: this.#peaks }).map((video) => ({
      hash: hashAt(this.#model.hashes, video),
      score: this.#scores[video] ?? 0,
    }));
  }

  /** Those of `hashes` that are ranked. */
  among(hashes: Iterable<string>): SimilarVideo[] {
    const videos = Array.from(hashes, (hash) => indexOfHash(this.#model.hashes, hash));
    return videos
      .filter((video) => video !== undefined)
      .map((video) => ({ video, score: this.#scores[video] ?? 0 }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || a.video - b.video)
      .map(({ video, score }) => ({ hash: hashAt(this.#model.hashes, video), score }));
  }
}
