import { describe, expect, it } from 'vitest';
import { explainSimilarity } from '../../../core/similarity/explain-similarity.ts';
import { similarVideos } from '../../../core/similarity/similar-videos.ts';
import { serializeTermCounts } from '../../../core/similarity/term-counts.ts';
import { SimilarityModelBuilder } from '../../../core/similarity/model-builder.ts';
import { countTerms, spellTerms } from '../../../core/similarity/tokenizer.ts';
import type { VideoText } from '../../../core/similarity/tokenizer.ts';
import { buildModel, hashOf } from './brute-force.ts';
import { makeUpCounts } from './made-up-counts.ts';

function video(fields: Partial<VideoText>): VideoText {
  return {
    title: undefined,
    collection: undefined,
    studio: undefined,
    line: undefined,
    performers: [],
    categories: [],
    tags: [],
    ...fields,
  };
}

const videos = [
  video({ title: 'Beaches of the Golden Gate', performers: ['Zoë Kay'], tags: ['Sunset'] }),
  video({ title: 'Golden Gate: a beach walk', performers: ['Zoë Kay'], tags: ['Sunset'] }),
  video({ title: 'A beach', performers: ['Max'], studio: 'Acme' }),
  video({ title: 'Rain', performers: ['Max'], studio: 'Acme' }),
];

const builder = new SimilarityModelBuilder();
for (const [index, fields] of videos.entries()) {
  builder.add(hashOf(index), serializeTermCounts(countTerms(fields)), {
    performers: fields.performers,
    studio: fields.studio,
  });
}
const model = builder.build();

const first = { query: hashOf(0), hash: hashOf(1) };

describe('explainSimilarity', () => {
  it('names what two videos share, heaviest first, with a name for all of its words', () => {
    const reasons = explainSimilarity(model, first, { limit: 10 });
    expect(reasons.map(({ kind, term }) => [kind, term])).toEqual([
      ['performer', 'Zoë Kay'],
      ['word', 'golden gate'],
      ['tag', 'sunset'],
      ['word', 'beach'],
    ]);
    const weights = reasons.map(({ weight }) => weight);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
  });

  it('writes terms as one of the videos does', () => {
    const spellings = spellTerms(videos[0] ?? video({}));
    const reasons = explainSimilarity(model, first, { limit: 10, spellings });
    expect(reasons.map(({ term }) => term)).toEqual([
      'Zoë Kay',
      'Golden Gate',
      'Sunset',
      'Beaches',
    ]);
  });

  it('gives no more reasons than asked for', () => {
    expect(explainSimilarity(model, first, { limit: 2 })).toHaveLength(2);
    expect(explainSimilarity(model, first, { limit: 0 })).toEqual([]);
  });

  it.each([[{}], [{ performer: 3, word: 0.5 }], [{ word: 0 }]])(
    'gives reasons that add up to the score, with weights %j',
    (weights) => {
      const library = makeUpCounts(300, 4);
      const large = buildModel(library);
      for (const { hash: query } of library.slice(0, 50)) {
        for (const { hash, score } of similarVideos(large, query, { candidates: 10, weights })) {
          const reasons = explainSimilarity(large, { query, hash }, { limit: 1000, weights });
          const sum = reasons.reduce((total, { weight }) => total + weight, 0);
          expect(sum).toBeCloseTo(score, 6);
        }
      }
    },
  );

  it('explains terms that are not in the library yet', () => {
    const query = countTerms(video({ title: 'Sunrise', performers: ['ZOE KAY'] }));
    const reasons = explainSimilarity(model, { query, hash: hashOf(0) }, { limit: 10 });
    expect(reasons).toMatchObject([{ kind: 'performer', term: 'Zoë Kay' }]);
  });

  it.each([
    ['share nothing', { query: hashOf(0), hash: hashOf(3) }],
    ['are not both known', { query: hashOf(0), hash: hashOf(50) }],
    ['are not both known (query)', { query: hashOf(50), hash: hashOf(0) }],
  ])('has no reason for videos that %s', (_, pair) => {
    expect(explainSimilarity(model, pair, { limit: 10 })).toEqual([]);
  });
});
