// Every video by its likeness to a vector: scored once, read as far as a caller needs.

import { hashAt, indexOfHash } from './hash-table.ts';
import type { SimilarityModel } from './model.ts';
import { topScores } from './top-scores.ts';
import { dotProducts } from './vector.ts';
import type { Vector } from './vector.ts';

export interface SimilarVideo {
  readonly hash: string;
  /** The cosine with the vector: above 0 and, for a vector of length 1, at most 1. */
  readonly score: number;
}

/** Best first, of equals the lower hash first; only what shares a term. */
export class Ranking {
  readonly #model: SimilarityModel;
  readonly #scores: Float64Array;

  /** @param leftOut videos that are not ranked; those that the model does not know do not matter */
  constructor(model: SimilarityModel, vector: Vector, leftOut: Iterable<string> = []) {
    this.#model = model;
    this.#scores = dotProducts(model, vector);
    this.leaveOut(leftOut);
  }

  /** Takes videos out of the ranking. */
  leaveOut(hashes: Iterable<string>): void {
    for (const hash of hashes) {
      const video = indexOfHash(this.#model.hashes, hash);
      if (video !== undefined) this.#scores[video] = 0;
    }
  }

  /** How many videos are ranked. */
  get total(): number {
    let total = 0;
    for (const score of this.#scores) if (score > 0) total += 1;
    return total;
  }

  /** The first `limit` of those whose score is above a bound. @default 0 */
  first(limit: number, above = 0): SimilarVideo[] {
    return topScores(this.#scores, limit, above).map((video) => ({
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
