import { describe, expect, it } from 'vitest';
import { SimilarityExplainer } from '../../../core/similarity/explain-similarity.ts';
import { similarVideos } from '../../../core/similarity/similar-videos.ts';
import { serializeTermCounts } from '../../../core/similarity/term-counts.ts';
import { SimilarityModelBuilder } from '../../../core/similarity/model-builder.ts';
import type { SimilarityModel } from '../../../core/similarity/model.ts';
import type { KindWeights } from '../../../core/similarity/term.ts';
import { countTerms, spellTerms } from '../../../core/similarity/tokenizer.ts';
import type { VideoText } from '../../../core/similarity/tokenizer.ts';
import { vectorOfQuery } from '../../../core/similarity/vector.ts';
import type { SimilarityQuery } from '../../../core/similarity/vector.ts';
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

/** The vector of a query, empty for one that the model does not know, and the video that it led to. */
function pairOf(of: SimilarityModel, query: SimilarityQuery, hash: string, weights?: KindWeights) {
  return { vector: vectorOfQuery(of, query, weights) ?? new Map<number, number>(), hash };
}

type ExplainOptions = Parameters<SimilarityExplainer['explain']>[1];

function explainSimilarity(
  of: SimilarityModel,
  { vector, hash }: ReturnType<typeof pairOf>,
  options: ExplainOptions,
) {
  return new SimilarityExplainer(of, vector).explain(hash, options);
}

const first = pairOf(model, hashOf(0), hashOf(1));

describe('SimilarityExplainer', () => {
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

  it('names nothing that is not in the spellings, as another video may be the only one that spells it', () => {
    const spellings = new Map([['t:sunset', 'Sunset']]);
    const reasons = explainSimilarity(model, first, { limit: 10, spellings });
    expect(reasons.map(({ term }) => term)).toEqual(['Sunset']);
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
          const reasons = explainSimilarity(large, pairOf(large, query, hash, weights), {
            limit: 1000,
          });
          const sum = reasons.reduce((total, { weight }) => total + weight, 0);
          expect(sum).toBeCloseTo(score, 6);
        }
      }
    },
  );

  it('explains terms that are not in the library yet', () => {
    const query = countTerms(video({ title: 'Sunrise', performers: ['ZOE KAY'] }));
    const reasons = explainSimilarity(model, pairOf(model, query, hashOf(0)), { limit: 10 });
    expect(reasons).toMatchObject([{ kind: 'performer', term: 'Zoë Kay' }]);
  });

  it.each([
    ['share nothing', pairOf(model, hashOf(0), hashOf(3))],
    ['are not both known', pairOf(model, hashOf(0), hashOf(50))],
    ['are not both known (query)', pairOf(model, hashOf(50), hashOf(0))],
  ])('has no reason for videos that %s', (_, pair) => {
    expect(explainSimilarity(model, pair, { limit: 10 })).toEqual([]);
  });
});
