import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexOfHash } from '../../../core/similarity/hash-table.ts';
import { Ranking } from '../../../core/similarity/ranking.ts';
import { similarVideos } from '../../../core/similarity/similar-videos.ts';
import { stringAt } from '../../../core/similarity/string-table.ts';
import { countTerms } from '../../../core/similarity/tokenizer.ts';
import { vectorOfQuery, vectorOfVideo } from '../../../core/similarity/vector.ts';
import { buildModel, hashOf } from './brute-force.ts';
import { makeUpCounts } from './made-up-counts.ts';

/**
 * The counts of three terms in six documents, and their vectors, from
 * https://scikit-learn.org/stable/modules/feature_extraction.html#tfidf-term-weighting
 * (`TfidfTransformer(smooth_idf=True)`, norm l2). By hand for the first: of 6 documents 6 have the first
 * term and 2 the third, so their idf is `ln(7 / 7) + 1 = 1` and `ln(7 / 3) + 1 = 1.8473`; the weights
 * `3 * 1` and `1 * 1.8473` have the length `3.5232`, which leaves 0.8515 and 0.5243.
 */
const documents: readonly (readonly [counts: readonly number[], vector: readonly number[]])[] = [
  [
    [3, 0, 1],
    [0.85151335, 0, 0.52433293],
  ],
  [
    [2, 0, 0],
    [1, 0, 0],
  ],
  [
    [3, 0, 0],
    [1, 0, 0],
  ],
  [
    [4, 0, 0],
    [1, 0, 0],
  ],
  [
    [3, 2, 0],
    [0.55422893, 0.83236428, 0],
  ],
  [
    [3, 0, 2],
    [0.63035731, 0, 0.77630514],
  ],
];
const terms = ['w:first', 'w:second', 'w:third'];
/** The second term is in one document only: it counts in the length and is not kept. */
const kept = ['w:first', 'w:third'];

describe('the vector of a video', () => {
  const model = buildModel(
    documents.map(([counts], n) => ({
      hash: hashOf(n),
      counts: new Map(
        terms.map((term, place) => [term, counts[place] ?? 0] as const).filter(([, tf]) => tf > 0),
      ),
    })),
  );

  it.each(documents.map(([, vector], n) => [n, vector] as const))(
    'has the weights that scikit-learn gives document %i',
    (n, expected) => {
      const video = indexOfHash(model.hashes, hashOf(n)) ?? Number.NaN;
      const vector = new Map(
        [...vectorOfVideo(model, video)].map(([place, weight]) => [
          stringAt(model.vocabulary, place),
          weight,
        ]),
      );
      for (const term of kept)
        expect(vector.get(term) ?? 0).toBeCloseTo(expected[terms.indexOf(term)] ?? 0, 6);
    },
  );

  it('gives the cosines of those vectors', () => {
    const scores = new Map(
      similarVideos(model, hashOf(0), { candidates: 6 }).map(({ hash, score }) => [hash, score]),
    );
    const [, first = []] = documents[0] ?? [];
    for (const [n, [, vector]] of documents.entries()) {
      if (n === 0) continue;
      const cosine = first.reduce((sum, weight, place) => sum + weight * (vector[place] ?? 0), 0);
      expect(scores.get(hashOf(n))).toBeCloseTo(cosine, 6);
    }
  });
});

describe('weights for kinds', () => {
  const library = makeUpCounts(300, 8);
  const model = buildModel(library);
  const weight = fc.double({ min: 0, max: 3, noNaN: true });
  const weights = fc.record({ performer: weight, studio: weight, tag: weight, word: weight });
  const videos = fc.constantFrom(...library);

  it('leave scores between 0 and 1, and the length of the query as it was or 0', () => {
    fc.assert(
      fc.property(videos, weights, ({ hash }, given) => {
        const lengthOf = (vector: ReadonlyMap<number, number> | undefined) =>
          Math.hypot(...(vector?.values() ?? []));
        const vector = vectorOfQuery(model, hash, given) ?? new Map<number, number>();
        const length = lengthOf(vector);
        if (length > 0) expect(length).toBeCloseTo(lengthOf(vectorOfQuery(model, hash)), 9);
        for (const { score } of new Ranking(model, vector).first(300)) {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(1 + 1e-6);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('change nothing when they are equal', () => {
    fc.assert(
      fc.property(videos, fc.double({ min: 1e-6, max: 3, noNaN: true }), ({ hash }, every) => {
        const kinds = ['category', 'collection', 'line', 'performer', 'studio', 'tag', 'word'];
        const equal = Object.fromEntries(kinds.map((kind) => [kind, every]));
        const plain = vectorOfQuery(model, hash) ?? new Map<number, number>();
        const vector = vectorOfQuery(model, hash, equal);
        for (const [term, expected] of plain) expect(vector?.get(term)).toBeCloseTo(expected, 9);
      }),
      { numRuns: 50 },
    );
  });

  it('take the words of a name with the name, but not the same words of the title', () => {
    const text = {
      collection: undefined,
      studio: undefined,
      line: undefined,
      categories: [],
      tags: [],
    };
    const jane = countTerms({ ...text, title: 'Cooking', performers: ['Jane Doe'] });
    const about = countTerms({ ...text, title: 'Jane Doe cooking', performers: ['Max'] });
    const both = countTerms({ ...text, title: 'Jane Doe cooking', performers: ['Jane Doe'] });
    const people = buildModel(
      [jane, about, both].map((counts, n) => ({ hash: hashOf(n), counts })),
    );
    const termsOf = (query: string, performer: number, word: number) =>
      [...(vectorOfQuery(people, query, { performer, word }) ?? [])]
        .map(([place]) => stringAt(people.vocabulary, place))
        .toSorted();
    expect(termsOf(hashOf(0), 0, 1)).toEqual(['w:cook']);
    expect(termsOf(hashOf(0), 1, 0)).toEqual(['p:jane doe', 'w:doe', 'w:jane', 'w:jane doe']);
    expect(termsOf(hashOf(1), 1, 0)).toEqual(['p:max']);
    expect(termsOf(hashOf(2), 0, 1)).toContain('w:jane');
  });
});
