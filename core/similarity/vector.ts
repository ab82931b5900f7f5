// Vectors of TF-IDF weights, of length 1, and their dot products with every video.

import { indexOfHash } from './hash-table.ts';
import { termIdf, videoCountOf } from './model.ts';
import type { SimilarityModel } from './model.ts';
import { columnOf, countOf, entriesOf } from './sparse-rows.ts';
import { indexOfString, stringAt } from './string-table.ts';
import { kindFactors } from './kind-factors.ts';
import type { KindWeights } from './term.ts';
import type { TermCounts } from './term-counts.ts';
import { inverseDocumentFrequency } from './tf-idf.ts';

/** A smaller factor is none: the length of what it leaves could be too small for a number. */
const MIN_FACTOR = 1e-6;

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

/**
 * The query's vector; undefined for a hash that the model does not know. Weights for kinds turn it and
 * leave its length as it is, so that scores stay cosines: equal weights change nothing.
 */
export function vectorOfQuery(
  model: SimilarityModel,
  query: SimilarityQuery,
  weights: KindWeights = {},
): Vector | undefined {
  const isPlain = Object.keys(weights).length === 0;
  if (typeof query !== 'string') {
    const vector = vectorOfCounts(model, query);
    return isPlain ? vector : turned(model, vector, query, weights);
  }
  const video = indexOfHash(model.hashes, query);
  if (video === undefined) return undefined;
  const vector = vectorOfVideo(model, video);
  return isPlain ? vector : turned(model, vector, countsOfVideo(model, video), weights);
}

/** Of the terms that the model keeps. */
function countsOfVideo(model: SimilarityModel, video: number): TermCounts {
  const entries = entriesOf(model.vectors, video);
  return new Map(
    Array.from(entries, (entry) => [stringAt(model.vocabulary, columnOf(entry)), countOf(entry)]),
  );
}

function turned(
  model: SimilarityModel,
  vector: Vector,
  counts: TermCounts,
  weights: KindWeights,
): Vector {
  const factors = kindFactors(counts, weights);
  const weighted = new Map<number, number>();
  for (const [term, weight] of vector) {
    const factor = factors.get(stringAt(model.vocabulary, term)) ?? 0;
    if (factor >= MIN_FACTOR) weighted.set(term, weight * factor);
  }
  const scale = lengthOf(vector) / lengthOf(weighted);
  return new Map(Array.from(weighted, ([term, weight]) => [term, weight * scale]));
}

function lengthOf(vector: Vector): number {
  return Math.hypot(...vector.values());
}

/** So many products, of eight bytes, stay in a processor's cache while all terms are added to them. */
const BLOCK = 2 ** 17;

/**
 * For each video, the dot product of its vector with the weights given for terms.
 *
 * @param products where to put them: a zero for each video. One number for every video is cheaper than keeping track of
 * those touched. @default a new array
 */
export function dotProducts(
  model: SimilarityModel,
  weights: Iterable<readonly [term: number, weight: number]>,
  products = new Float64Array(model.inverseNorms.length),
): Float64Array<ArrayBuffer> {
  const { inverseNorms } = model;
  const { offsets, entries } = model.postings;
  const terms: number[] = [];
  const factors: number[] = [];
  for (const [term, weight] of weights) {
    if (weight === 0) continue;
    terms.push(term);
    factors.push(weight * termIdf(model, term));
  }
  const ends = Uint32Array.from(terms, (term) => offsets[term + 1] ?? 0);
  /** Of each term, where the postings of the next block begin. */
  const next = Uint32Array.from(terms, (term) => offsets[term] ?? 0);
  for (let start = 0; start < products.length; start += BLOCK) {
    const stop = Math.min(start + BLOCK, products.length);
    for (let place = 0; place < terms.length; place += 1) {
      const factor = factors[place] ?? 0;
      const end = ends[place] ?? 0;
      let index = next[place] ?? 0;
      for (; index < end; index += 1) {
        const entry = entries[index] ?? 0;
        const video = columnOf(entry);
        if (video >= stop) break;
        products[video] = (products[video] ?? 0) + factor * countOf(entry);
      }
      next[place] = index;
    }
    for (let video = start; video < stop; video += 1)
      products[video] = (products[video] ?? 0) * (inverseNorms[video] ?? 0);
  }
  return products;
}
