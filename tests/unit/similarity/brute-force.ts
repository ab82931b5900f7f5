// Similarity in the plainest words, to hold the model against: every pair of videos, no shared code.

import { SimilarityModelBuilder } from '../../../core/similarity/model-builder.ts';
import type { SimilarityModel } from '../../../core/similarity/model.ts';
import { serializeTermCounts } from '../../../core/similarity/term-counts.ts';

export interface CountedVideo {
  readonly hash: string;
  readonly counts: ReadonlyMap<string, number>;
}

/** 16 hex digits. */
export function hashOf(number: number): string {
  return number.toString(16).padStart(16, '0');
}

export function buildModel(videos: readonly CountedVideo[]): SimilarityModel {
  const builder = new SimilarityModelBuilder();
  for (const { hash, counts } of videos) builder.add(hash, serializeTermCounts(counts));
  return builder.build();
}

/** By hash: weights by term, of length 1. */
export function bruteForceVectors(
  videos: readonly CountedVideo[],
): Map<string, Map<string, number>> {
  const frequencies = new Map<string, number>();
  for (const term of videos.flatMap(({ counts }) => [...counts.keys()])) {
    frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  }
  const idf = (term: string) =>
    Math.log((1 + videos.length) / (1 + (frequencies.get(term) ?? Number.NaN))) + 1;
  return new Map(
    videos.map(({ hash, counts }) => {
      const weights = [...counts].map(([term, count]) => [term, count * idf(term)] as const);
      const norm = Math.hypot(...weights.map(([, weight]) => weight));
      return [hash, new Map(weights.map(([term, weight]) => [term, weight / norm]))];
    }),
  );
}

export function dotProduct(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [term, weight] of a) sum += weight * (b.get(term) ?? 0);
  return sum;
}

export interface Scored {
  readonly hash: string;
  readonly score: number;
}

/** Every other video that shares a term, best first, of equals the lower hash first. */
export function bruteForceSimilar(
  vectors: ReadonlyMap<string, ReadonlyMap<string, number>>,
  hash: string,
): Scored[] {
  const wanted = vectors.get(hash) ?? new Map<string, number>();
  return [...vectors]
    .filter(([other]) => other !== hash)
    .map(([other, vector]) => ({ hash: other, score: dotProduct(wanted, vector) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.hash < b.hash ? -1 : 1));
}
