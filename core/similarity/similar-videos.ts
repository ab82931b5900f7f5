// Which videos are most like one: cosine similarity with every video that shares a term, exactly.

import type { SimilarityModel } from './model.ts';
import { Ranking } from './ranking.ts';
import type { SimilarVideo } from './ranking.ts';
import type { KindWeights } from './term.ts';
import { vectorOfQuery } from './vector.ts';
import type { SimilarityQuery } from './vector.ts';

interface SimilarVideosOptions {
  /** How many at most. */
  readonly candidates: number;
  readonly weights?: KindWeights | undefined;
}

/**
 * The videos most like a hash or terms, without the video of the hash itself. None for a hash that the
 * model does not know.
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
  using ranking = new Ranking(model, vector, typeof query === 'string' ? [query] : []);
  return ranking.first(candidates);
}
