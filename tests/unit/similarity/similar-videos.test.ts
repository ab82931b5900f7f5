import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { similarVideos } from '../../../core/similarity/similar-videos.ts';
import { parseTermCounts } from '../../../core/similarity/term-counts.ts';
import type { SimilarityQuery } from '../../../core/similarity/vector.ts';
import { bruteForceSimilar, bruteForceVectors, buildModel, hashOf } from './brute-force.ts';
import type { CountedVideo } from './brute-force.ts';
import { makeUpCounts } from './made-up-counts.ts';

/** Up to 12 videos over few terms, so that they share many. */
const libraries = fc.uniqueArray(
  fc.record({
    hash: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((n) => n.toString(16).padStart(16, '0')),
    counts: fc
      .uniqueArray(
        fc.tuple(
          fc.constantFrom('w:a', 'w:b', 'w:a b', 'w:ü', 'w:東京', 'p:a', 'p:b c', 's:a', 't:a'),
          fc.integer({ min: 1, max: 255 }),
        ),
        { selector: ([term]) => term },
      )
      .map((entries): ReadonlyMap<string, number> => new Map(entries)),
  }),
  { selector: ({ hash }) => hash, maxLength: 12 },
);

function expectSameAsBruteForce(
  videos: readonly CountedVideo[],
  { asked, candidates }: { readonly asked: readonly string[]; readonly candidates: number },
) {
  const model = buildModel(videos);
  const vectors = bruteForceVectors(videos);
  for (const hash of asked) {
    const all = bruteForceSimilar(vectors, hash);
    const exactScores = new Map(all.map((video) => [video.hash, video.score]));
    const found = similarVideos(model, hash, { candidates });
    expect(found).toHaveLength(Math.min(candidates, all.length));
    for (const [rank, video] of found.entries()) {
      // The same scores in the same ranks, and each the score of that very video: the same videos,
      // but for those that tie to the seventh digit.
      const ofRank = all[rank]?.score ?? Number.NaN;
      const ofVideo = exactScores.get(video.hash) ?? Number.NaN;
      expect(Math.abs(video.score - ofRank)).toBeLessThan(1e-6);
      expect(Math.abs(video.score - ofVideo)).toBeLessThan(1e-6);
    }
  }
}

const videos = [
  { hash: hashOf(1), counts: parseTermCounts('p:jane doe\nw:beach\nw:sunset') },
  { hash: hashOf(2), counts: parseTermCounts('p:jane doe\nw:city') },
  { hash: hashOf(3), counts: parseTermCounts('p:max\nw:beach\nw:sunset') },
  { hash: hashOf(4), counts: parseTermCounts('p:max\nw:forest') },
];

describe('similarVideos', () => {
  it('finds what comparing all pairs finds, in any small library', () => {
    fc.assert(
      fc.property(libraries, fc.integer({ min: 0, max: 15 }), (library, candidates) =>
        expectSameAsBruteForce(library, { asked: library.map(({ hash }) => hash), candidates }),
      ),
    );
  });

  it('finds what comparing all pairs finds, for each of 500 videos', () => {
    const library = makeUpCounts(500, 1);
    expectSameAsBruteForce(library, { asked: library.map(({ hash }) => hash), candidates: 20 });
  });

  it('finds what comparing all pairs finds, among 10,000 videos', () => {
    const library = makeUpCounts(10_000, 2);
    const asked = library.slice(0, 25).map(({ hash }) => hash);
    expectSameAsBruteForce(library, { asked, candidates: 20 });
  });

  it('orders videos with equal scores by hash, however they were added', () => {
    const twins = [9, 3, 7, 5, 1].map((number) => ({
      hash: hashOf(number),
      counts: parseTermCounts('w:beach'),
    }));
    const hashesFor = (candidates: number) =>
      similarVideos(buildModel(twins), hashOf(5), { candidates }).map(({ hash }) => hash);

    expect(hashesFor(10)).toEqual([1, 3, 7, 9].map(hashOf));
    expect(hashesFor(2)).toEqual([1, 3].map(hashOf));
  });

  it('leaves out the video itself and what shares no term with it', () => {
    const found = similarVideos(buildModel(videos), hashOf(2), { candidates: 10 });
    expect(found.map(({ hash }) => hash)).toEqual([hashOf(1)]);
  });

  it('scores the terms of a video as it scores the video', () => {
    const library = makeUpCounts(200, 3);
    const model = buildModel(library);
    const scoresFor = (query: SimilarityQuery) =>
      new Map(
        similarVideos(model, query, { candidates: 200 }).map(({ hash, score }) => [hash, score]),
      );
    for (const { hash, counts } of library) {
      const byHash = scoresFor(hash);
      const byCounts = scoresFor(counts);
      // Terms are no video of the library, and so that video itself is found for them.
      expect(byCounts.delete(hash)).toBe(true);
      expect(byCounts.size).toBe(byHash.size);
      for (const [other, score] of byCounts) {
        expect(score).toBeCloseTo(byHash.get(other) ?? Number.NaN, 6);
      }
    }
  });

  it('counts terms that no other video has in the length of a query, and only there', () => {
    const model = buildModel(videos);
    const known = parseTermCounts('w:beach');
    const [withoutUnknown] = similarVideos(model, known, { candidates: 1 });
    const withUnknown = similarVideos(model, parseTermCounts('w:beach\nw:never seen'), {
      candidates: 10,
    });
    expect(withUnknown.map(({ hash }) => hash)).toEqual([1, 3].map(hashOf));
    expect(withUnknown[0]?.score).toBeLessThan(withoutUnknown?.score ?? 0);
  });

  it('ranks by the kinds that are given more weight', () => {
    const model = buildModel(videos);
    const best = (weights: Parameters<typeof similarVideos>[2]['weights']) =>
      similarVideos(model, hashOf(1), { candidates: 10, weights }).map(({ hash }) => hash);

    expect(best({})).toEqual([3, 2].map(hashOf));
    expect(best({ performer: 3 })).toEqual([2, 3].map(hashOf));
    expect(best({ word: 0 })).toEqual([hashOf(2)]);
  });

  it.each([
    ['a hash that the model does not know', videos, hashOf(99)],
    ['text that is no hash', videos, 'DROP TABLE videos'],
    ['an empty library', [], hashOf(1)],
    ['terms in an empty library', [], parseTermCounts('w:beach')],
    ['no terms', videos, parseTermCounts('')],
  ])('finds nothing for %s', (_, library, query) => {
    expect(similarVideos(buildModel(library), query, { candidates: 10 })).toEqual([]);
  });
});
