import { describe, expect, it } from 'vitest';
import { heaviestTerms } from '../../../core/similarity/heaviest-terms.ts';
import { buildModel, hashOf } from './brute-force.ts';

/**
 * The worked example of scikit-learn's user guide for `TfidfTransformer()`: counts of three terms in
 * six documents, and the weights that it prints.
 * https://scikit-learn.org/stable/modules/feature_extraction.html#tfidf-term-weighting
 */
const guide = [
  { counts: [3, 0, 1], weights: [0.85151335, 0, 0.52433293] },
  { counts: [2, 0, 0], weights: [1, 0, 0] },
  { counts: [3, 0, 0], weights: [1, 0, 0] },
  { counts: [4, 0, 0], weights: [1, 0, 0] },
  { counts: [3, 2, 0], weights: [0.55422893, 0.83236428, 0] },
  { counts: [3, 0, 2], weights: [0.63035731, 0, 0.77630514] },
];
const terms = ['w:first', 'w:second', 'w:third'];

const model = buildModel(
  guide.map(({ counts }, row) => ({
    hash: hashOf(row),
    counts: new Map(
      counts.flatMap((count, column) => (count === 0 ? [] : [[terms[column] ?? '', count]])),
    ),
  })),
);

describe('heaviestTerms', () => {
  it.each(guide.map(({ weights }, row) => ({ row, weights })))(
    'weighs document $row of the guide as scikit-learn does',
    ({ row, weights }) => {
      const found = new Map(heaviestTerms(model, hashOf(row), 10));
      for (const [column, weight] of weights.entries()) {
        // The second term is in one document only: it counts in the length and is not kept.
        const expected = column === 1 ? undefined : weight;
        const actual = found.get(terms[column] ?? '');
        if (expected === undefined || expected === 0) expect(actual).toBeUndefined();
        else expect(actual).toBeCloseTo(expected, 6);
      }
    },
  );

  it('gives the heaviest first and no more than asked for', () => {
    expect(heaviestTerms(model, hashOf(5), 10).map(([term]) => term)).toEqual([
      'w:third',
      'w:first',
    ]);
    expect(heaviestTerms(model, hashOf(5), 1)).toHaveLength(1);
  });

  it('has nothing to say of a video that it does not know', () => {
    expect(heaviestTerms(model, hashOf(77), 10)).toEqual([]);
  });
});
