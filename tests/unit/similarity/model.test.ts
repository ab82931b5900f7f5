import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimilarityModelBuilder } from '../../../core/similarity/model-builder.ts';
import {
  modelFormatVersion,
  modelSizeBytes,
  receiveModel,
  transferablesOf,
  videoCountOf,
} from '../../../core/similarity/model.ts';
import { similarPeople } from '../../../core/similarity/similar-people.ts';
import { similarVideos } from '../../../core/similarity/similar-videos.ts';
import { buildModel, hashOf } from './brute-force.ts';
import { makeUpCounts } from './made-up-counts.ts';

describe('a similarity model that crosses to another thread', () => {
  it('answers as before, and takes its memory along', () => {
    const videos = makeUpCounts(200, 6);
    const model = buildModel(videos);
    const answers = (of: typeof model) => ({
      videos: videos.map(({ hash }) => similarVideos(of, hash, { candidates: 20 })),
      people: similarPeople(of, { kind: 'performer', name: '1', limit: 20 }),
      count: videoCountOf(of),
    });
    const before = answers(model);

    const sent = structuredClone(model, { transfer: transferablesOf(model) });

    expect(answers(receiveModel(sent))).toEqual(before);
    expect(before.count).toBe(200);
    expect(modelSizeBytes(model)).toBe(0);
    expect(modelSizeBytes(sent)).toBeGreaterThan(200 * 8);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'model'],
    ['another object', {}],
    ['another format', { formatVersion: modelFormatVersion + 1 }],
  ])('refuses %s', (_, message) => {
    expect(() => receiveModel(message)).toThrow(
      expect.objectContaining({ code: 'bad_similarity_model' }),
    );
  });
});

describe('SimilarityModelBuilder', () => {
  it('gives the same model in whatever order the videos come', () => {
    const videos = makeUpCounts(60, 7);
    const shuffled = fc.shuffledSubarray(videos, { minLength: videos.length });
    fc.assert(
      fc.property(shuffled, (others) => {
        expect(buildModel(others)).toEqual(buildModel(videos));
      }),
      { numRuns: 20 },
    );
  });

  it('can be asked for the model before the last video', () => {
    const builder = new SimilarityModelBuilder();
    builder.add(hashOf(1), 'w:beach');
    expect(videoCountOf(builder.build())).toBe(1);
    builder.add(hashOf(2), 'w:beach');
    expect(videoCountOf(builder.build())).toBe(2);
    expect(similarVideos(builder.build(), hashOf(1), { candidates: 5 })).toMatchObject([
      { hash: hashOf(2) },
    ]);
  });

  it('keeps nothing of a video that it refuses', () => {
    const builder = new SimilarityModelBuilder();
    builder.add(hashOf(1), 'w:beach\nw:sunset');
    builder.add(hashOf(2), 'w:sunset');
    const before = builder.build();
    expect(() => builder.add(hashOf(3), 'w:beach\nw:new\nnonsense')).toThrow(
      expect.objectContaining({ code: 'bad_term_counts' }),
    );
    expect(builder.build()).toEqual(before);
  });

  it.each(['', 'beach', '0123456789ABCDEF', '0123456789abcde', '0123456789abcdef0'])(
    'refuses %j as a hash',
    (hash) => {
      expect(() => new SimilarityModelBuilder().add(hash, 'w:beach')).toThrow(RangeError);
    },
  );

  it('refuses to build with a video that was added twice', () => {
    const builder = new SimilarityModelBuilder();
    for (const hash of [3, 1, 2, 1].map(hashOf)) builder.add(hash, 'w:beach');
    expect(() => builder.build()).toThrow(RangeError);
  });
});
