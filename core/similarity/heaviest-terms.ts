// What a video is most about, by the weights of its vector.

import { indexOfHash } from './hash-table.ts';
import type { SimilarityModel } from './model.ts';
import { stringAt } from './string-table.ts';
import { vectorOfVideo } from './vector.ts';

/** A term and its weight in a vector of length 1. */
export type WeightedTerm = readonly [term: string, weight: number];

/**
 * The `limit` heaviest terms that the video shares with another, heaviest first; none for a hash
 * that the model does not know.
 */
export function heaviestTerms(model: SimilarityModel, hash: string, limit: number): WeightedTerm[] {
  const video = indexOfHash(model.hashes, hash);
  if (video === undefined) return [];
  return [...vectorOfVideo(model, video)]
    .sort(([a, m], [b, n]) => n - m || a - b)
    .slice(0, limit)
    .map(([term, weight]) => [stringAt(model.vocabulary, term), weight]);
}
