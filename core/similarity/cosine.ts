// How alike two videos of the model are, when it is asked of a few pairs rather than of all videos.

import { termIdf } from './model.ts';
import type { SimilarityModel } from './model.ts';
import { columnOf, countOf } from './sparse-rows.ts';

/** The cosine of two videos, which are known by their places: from 0 to 1. */
export function cosineOf(model: SimilarityModel, a: number, b: number): number {
  const { offsets, entries } = model.vectors;
  const endA = offsets[a + 1] ?? 0;
  const endB = offsets[b + 1] ?? 0;
  let indexA = offsets[a] ?? 0;
  let indexB = offsets[b] ?? 0;
  let product = 0;
  while (indexA < endA && indexB < endB) {
    const entryA = entries[indexA] ?? 0;
    const entryB = entries[indexB] ?? 0;
    const term = columnOf(entryA);
    const order = term - columnOf(entryB);
    if (order === 0) product += countOf(entryA) * countOf(entryB) * termIdf(model, term) ** 2;
    if (order <= 0) indexA += 1;
    if (order >= 0) indexB += 1;
  }
  return product * (model.inverseNorms[a] ?? 0) * (model.inverseNorms[b] ?? 0);
}
