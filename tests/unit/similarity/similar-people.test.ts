import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimilarityModelBuilder } from '../../../core/similarity/model-builder.ts';
import { similarPeople } from '../../../core/similarity/similar-people.ts';
import { serializeTermCounts } from '../../../core/similarity/term-counts.ts';
import { bruteForceVectors, buildModel, dotProduct, hashOf } from './brute-force.ts';
import type { CountedVideo } from './brute-force.ts';
import { makeUpCounts } from './made-up-counts.ts';

type Vector = ReadonlyMap<string, number>;

/** Mean vector times `1 + ln n`, and `n`. */
function profileOf(
  videos: readonly CountedVideo[],
  vectors: ReadonlyMap<string, Vector>,
  term: string,
) {
  const own = videos.filter(({ counts }) => counts.has(term));
  const factor = (1 + Math.log(own.length)) / own.length;
  const profile = new Map<string, number>();
  for (const { hash } of own) {
    for (const [text, weight] of vectors.get(hash) ?? []) {
      profile.set(text, (profile.get(text) ?? 0) + weight * factor);
    }
  }
  return { name: term.slice(2), profile, videoCount: own.length };
}

/** The formula in the documentation of `similarPeople`, word for word. */
function bruteForcePeople(videos: readonly CountedVideo[], prefix: string) {
  const vectors = bruteForceVectors(videos);
  const terms = new Set(videos.flatMap(({ counts }) => [...counts.keys()]));
  const profiles = [...terms]
    .filter((term) => term.startsWith(prefix))
    .map((term) => profileOf(videos, vectors, term));
  const longest = 1 + Math.log(Math.max(...profiles.map(({ videoCount }) => videoCount)));
  return (wanted: string) => {
    const mine = new Map(profiles.find(({ name }) => name === wanted)?.profile);
    for (const own of [prefix + wanted, `w:${wanted}`]) mine.delete(own);
    const length = Math.hypot(...mine.values());
    return profiles
      .filter(({ name }) => name !== wanted)
      .map(({ name, profile, videoCount }) => ({
        name,
        similarity: dotProduct(mine, profile) / (length * longest),
        videoCount,
      }))
      .filter(({ similarity }) => similarity > 0)
      .sort((a, b) => b.similarity - a.similarity);
  };
}

function build(rows: readonly { terms: string; performers?: string[]; studio?: string }[]) {
  const builder = new SimilarityModelBuilder();
  for (const [index, { terms, performers = [], studio }] of rows.entries()) {
    builder.add(hashOf(index), terms, { performers, studio });
  }
  return builder.build();
}

describe('similarPeople', () => {
  it.each([
    ['performer', 'p:'],
    ['studio', 's:'],
  ] as const)('compares the profiles of every %s as its formula says', (kind, prefix) => {
    const videos = makeUpCounts(300, 5);
    const model = buildModel(videos);
    const expectedFor = bruteForcePeople(videos, prefix);
    for (const name of ['0', '1', '2', '5', '11', '40']) {
      const expected = expectedFor(name);
      const found = similarPeople(model, { kind, name, limit: 1000 });
      expect(found.length).toBe(expected.length);
      const exact = new Map(expected.map((person) => [person.name, person]));
      for (const [rank, person] of found.entries()) {
        expect(person.similarity).toBeCloseTo(expected[rank]?.similarity ?? Number.NaN, 6);
        expect(person.similarity).toBeCloseTo(exact.get(person.name)?.similarity ?? Number.NaN, 6);
        expect(person.videoCount).toBe(exact.get(person.name)?.videoCount);
      }
    }
  });

  it('stays between 0 and 1 and falls from one to the next', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 40 }), (seed, count) => {
        const model = buildModel(makeUpCounts(count, seed));
        const found = similarPeople(model, { kind: 'performer', name: '0', limit: 50 });
        for (const [rank, { similarity }] of found.entries()) {
          expect(similarity).toBeGreaterThan(0);
          expect(similarity).toBeLessThanOrEqual(found[rank - 1]?.similarity ?? 1);
        }
      }),
    );
  });

  it('writes names as most of their videos do', () => {
    const model = build([
      { terms: 'p:max\np:zoe kay', performers: ['MAX', 'Zoe Kay'] },
      { terms: 'p:max\np:zoe kay', performers: ['Max', 'ZOË KAY'] },
      { terms: 'p:max\np:zoe kay', performers: ['Max', ' Zoë Kay '] },
      { terms: 'p:max\np:zoe kay', performers: ['Max', ' Zoë Kay '] },
    ]);
    const to = (name: string) => similarPeople(model, { kind: 'performer', name, limit: 5 });
    expect(to('zoë kay')).toMatchObject([{ name: 'Max', videoCount: 4 }]);
    expect(to('MAX')).toMatchObject([{ name: 'Zoë Kay', videoCount: 4 }]);
  });

  it('shows a name that nothing spells as its term has it', () => {
    const model = build([{ terms: 'p:max\np:zoe kay', performers: ['Somebody else'] }]);
    const found = similarPeople(model, { kind: 'performer', name: 'Max', limit: 5 });
    expect(found).toMatchObject([{ name: 'zoe kay' }]);
  });

  it('finds people who have one video, and keeps performers and studios apart', () => {
    const model = build([
      { terms: 'p:acme\ns:acme\nw:beach', performers: ['Acme'], studio: 'ACME' },
      { terms: 'p:zoe\ns:other\nw:beach', performers: ['Zoe'], studio: 'Other' },
    ]);
    const names = (kind: 'performer' | 'studio') =>
      similarPeople(model, { kind, name: 'acme', limit: 5 }).map(({ name }) => name);
    expect(names('performer')).toEqual(['Zoe']);
    expect(names('studio')).toEqual(['Other']);
  });

  it('does not take people for alike because of their names', () => {
    const model = build([
      { terms: 'p:jane doe\nt:beach\nw:beach\nw:doe\nw:jane\nw:jane doe' },
      { terms: 'p:jane roe\nt:rain\nw:jane\nw:jane roe\nw:rain\nw:roe' },
      { terms: 'p:max\nt:beach\nw:beach\nw:max' },
    ]);
    const found = similarPeople(model, { kind: 'performer', name: 'Jane Doe', limit: 5 });
    expect(found.map(({ name }) => name)).toEqual(['max']);
  });

  it('finds nobody for a person of whom nothing but the name is known', () => {
    const model = build([{ terms: 'p:max\nw:max' }, { terms: 'p:zoe\nw:max' }]);
    expect(similarPeople(model, { kind: 'performer', name: 'Max', limit: 5 })).toEqual([]);
  });

  it('gives no more than asked for, and orders equals by name', () => {
    const model = build(
      ['c', 'a', 'd', 'b'].map((name) => ({ terms: `p:${name}\nw:beach`, performers: [name] })),
    );
    const names = (limit: number) =>
      similarPeople(model, { kind: 'performer', name: 'd', limit }).map(({ name }) => name);
    expect(names(10)).toEqual(['a', 'b', 'c']);
    expect(names(2)).toEqual(['a', 'b']);
  });

  it.each(['nobody', '', '\ud800', 'w:beach'])('finds nobody for %j', (name) => {
    const model = build([{ terms: 'p:max\nw:beach' }, { terms: serializeTermCounts(new Map()) }]);
    expect(similarPeople(model, { kind: 'performer', name, limit: 5 })).toEqual([]);
    expect(similarPeople(build([]), { kind: 'studio', name, limit: 5 })).toEqual([]);
  });
});
