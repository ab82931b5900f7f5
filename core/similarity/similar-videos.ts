// Which videos are most like one: cosine similarity with every video that shares a term, exactly.

import { hashAt, indexOfHash } from './hash-table.ts';
import type { SimilarityModel } from './model.ts';
import type { KindWeights } from './term.ts';
import { topScores } from './top-scores.ts';
import { dotProducts, vectorOfQuery } from './vector.ts';
import type { SimilarityQuery } from './vector.ts';

interface SimilarVideosOptions {
  /** How many at most. */
  readonly candidates: number;
  readonly weights?: KindWeights | undefined;
}

export interface SimilarVideo {
  readonly hash: string;
  /** The cosine, above 0 and at most 1; with weights for kinds it may exceed 1. */
  readonly score: number;
}

/**
 * The videos most like a hash or terms, best first and of equals the lower hash first, without the
 * video of the hash itself. None for a hash that the model does not know.
 *
 * Nothing is filtered: the caller leaves out what may not be seen.
 */
export function similarVideos(
  model: SimilarityModel,
  query: SimilarityQuery,
  { candidates, weights }: SimilarVideosOptions,
): SimilarVideo[] {
  const vector = vectorOfQuery(model, query, weights);
  if (vector === undefined) return [];
  const scores = dotProducts(model, vector);
  const itself = typeof query === 'string' ? indexOfHash(model.hashes, query) : undefined;
  if (itself !== undefined) scores[itself] = 0;
  return topScores(scores, candidates).map((video) => ({
    hash: hashAt(model.hashes, video),
    score: scores[video] ?? 0,
  }));
}
