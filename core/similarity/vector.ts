// Vectors of TF-IDF weights, of length 1, and their dot products with every video.

import { indexOfHash } from './hash-table.ts';
import { termIdf, videoCountOf } from './model.ts';
import type { SimilarityModel } from './model.ts';
import { columnOf, countOf, entriesOf } from './sparse-rows.ts';
import { indexOfString, stringAt } from './string-table.ts';
import { kindOfTerm } from './term.ts';
import type { KindWeights } from './term.ts';
import type { TermCounts } from './term-counts.ts';
import { inverseDocumentFrequency } from './tf-idf.ts';

/** Weights by place of the term in the vocabulary. */
export type Vector = ReadonlyMap<number, number>;

/** A video by its hash, or the terms of one that the model may not know yet. */
export type SimilarityQuery = string | TermCounts;

/** The vector of a video of the model, which is known by its place. */
export function vectorOfVideo(model: SimilarityModel, video: number): Map<number, number> {
  const inverseNorm = model.inverseNorms[video] ?? 0;
  const vector = new Map<number, number>();
  for (const entry of entriesOf(model.vectors, video)) {
    const term = columnOf(entry);
    vector.set(term, countOf(entry) * termIdf(model, term) * inverseNorm);
  }
  return vector;
}

/** Terms that the model lacks count in the length, as terms that one video has. */
function vectorOfCounts(model: SimilarityModel, counts: TermCounts): Map<number, number> {
  const unsharedIdf = inverseDocumentFrequency(videoCountOf(model), 1);
  const vector = new Map<number, number>();
  let squares = 0;
  for (const [text, count] of counts) {
    const term = indexOfString(model.vocabulary, text);
    const weight = count * (term === undefined ? unsharedIdf : termIdf(model, term));
    squares += weight ** 2;
    if (term !== undefined) vector.set(term, weight);
  }
  const norm = Math.sqrt(squares);
  for (const [term, weight] of vector) vector.set(term, weight / norm);
  return vector;
}

/** The query's vector with its weights for kinds; undefined for a hash that the model does not know. */
export function vectorOfQuery(
  model: SimilarityModel,
  query: SimilarityQuery,
  weights: KindWeights = {},
): Vector | undefined {
  const vector = unweightedVector(model, query);
  if (vector === undefined || Object.keys(weights).length === 0) return vector;
  for (const [term, weight] of vector) {
    const kind = kindOfTerm(stringAt(model.vocabulary, term));
    const factor = kind === undefined ? 1 : (weights[kind] ?? 1);
    vector.set(term, weight * factor);
  }
  return vector;
}

function unweightedVector(model: SimilarityModel, query: SimilarityQuery) {
  if (typeof query !== 'string') return vectorOfCounts(model, query);
  const video = indexOfHash(model.hashes, query);
  return video === undefined ? undefined : vectorOfVideo(model, video);
}

/** For each video, the dot product of its vector with the weights given for terms. */
export function dotProducts(
  model: SimilarityModel,
  weights: Iterable<readonly [term: number, weight: number]>,
): Float64Array {
  const { inverseNorms, postings } = model;
  // One number for every video and one pass at the end: cheaper than keeping track of those touched.
  const products = new Float64Array(inverseNorms.length);
  for (const [term, weight] of weights) {
    if (weight === 0) continue;
    const factor = weight * termIdf(model, term);
    const end = postings.offsets[term + 1] ?? 0;
    for (let index = postings.offsets[term] ?? 0; index < end; index += 1) {
      const entry = postings.entries[index] ?? 0;
      const video = columnOf(entry);
      products[video] = (products[video] ?? 0) + factor * countOf(entry);
    }
  }
  for (let video = 0; video < products.length; video += 1) {
    products[video] = (products[video] ?? 0) * (inverseNorms[video] ?? 0);
  }
  return products;
}
