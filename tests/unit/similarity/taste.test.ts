import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosineOf } from '../../../core/similarity/cosine.ts';
import { indexOfHash } from '../../../core/similarity/hash-table.ts';
import { Ranking } from '../../../core/similarity/ranking.ts';
import { strengthOf, tasteOf } from '../../../core/similarity/taste.ts';
import { bruteForceVectors, buildModel, dotProduct, hashOf } from './brute-force.ts';
import { makeUpCounts } from './made-up-counts.ts';

const DAY_MS = 86_400_000;
const nowMs = 1_800_000_000_000;

const daysAgo = (days: number) => nowMs - days * DAY_MS;
const nothing = { hash: hashOf(1), markedMs: undefined, lastViewedMs: undefined, watchedS: 0 };

describe('strengthOf', () => {
  it.each([
    ['a favourite marked now', { markedMs: nowMs }, 100, 1],
    ['a favourite marked 90 days ago', { markedMs: daysAgo(90) }, 100, 1 / 2],
    ['a favourite marked 270 days ago', { markedMs: daysAgo(270) }, 100, 1 / 8],
    ['a favourite of a clock ahead', { markedMs: daysAgo(-5) }, 100, 1],
    ['a video half watched now', { lastViewedMs: nowMs, watchedS: 50 }, 100, 1 / 2],
    ['a video watched three times', { lastViewedMs: nowMs, watchedS: 300 }, 100, 1],
    ['a video watched 90 days ago', { lastViewedMs: daysAgo(90), watchedS: 100 }, 100, 1 / 2],
    ['5 minutes of unknown length', { lastViewedMs: nowMs, watchedS: 300 }, undefined, 1 / 2],
    ['5 minutes of a length of 0', { lastViewedMs: nowMs, watchedS: 300 }, 0, 1 / 2],
    [
      'an old favourite, half watched now',
      { markedMs: daysAgo(180), lastViewedMs: nowMs, watchedS: 50 },
      100,
      3 / 4,
    ],
    ['a video opened and left', { lastViewedMs: nowMs, watchedS: 0 }, 100, 0],
  ])('weighs %s', (_, experience, durationS, expected) => {
    expect(strengthOf({ ...nothing, ...experience }, durationS, nowMs)).toBeCloseTo(expected, 9);
  });
});

describe('tasteOf', () => {
  const library = makeUpCounts(300, 9);
  const model = buildModel(library);
  const vectors = bruteForceVectors(library);

  it('ranks by the cosine with the weighted mean of what is liked', () => {
    const likings = [
      { hash: library[3]?.hash ?? '', strength: 1 },
      { hash: library[70]?.hash ?? '', strength: 0.4 },
      { hash: library[200]?.hash ?? '', strength: 0.1 },
    ];
    const mean = new Map<string, number>();
    for (const { hash, strength } of likings)
      for (const [term, weight] of vectors.get(hash) ?? [])
        mean.set(term, (mean.get(term) ?? 0) + weight * strength);
    const found = new Ranking(model, tasteOf(model, likings)).first(50);
    expect(found.length).toBeGreaterThan(20);
    // The mean of the model lacks what no two videos share, which changes its length alone.
    const ratios = found.map(
      ({ hash, score }) => score / dotProduct(vectors.get(hash) ?? new Map(), mean),
    );
    const liked = new Set(likings.map(({ hash }) => hash));
    const others = ratios.filter((_, rank) => !liked.has(found[rank]?.hash ?? ''));
    for (const ratio of others) expect(ratio).toBeCloseTo(others[0] ?? Number.NaN, 5);
  });

  it('has length 1, or is empty, whatever is liked', () => {
    const hashes = fc.constantFrom(...library.map(({ hash }) => hash), hashOf(999_999_999));
    const strengths = fc.double({ min: 0, max: 2, noNaN: true });
    const likings = fc.array(fc.record({ hash: hashes, strength: strengths }));
    fc.assert(
      fc.property(likings, (given) => {
        const taste = tasteOf(model, given);
        expect(taste.size).toBeLessThanOrEqual(256);
        if (taste.size > 0) expect(Math.hypot(...taste.values())).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('cosineOf', () => {
  it('is the score that ranking all videos gives', () => {
    const library = makeUpCounts(120, 10);
    const model = buildModel(library);
    const vectors = bruteForceVectors(library);
    const placeOf = (hash: string) => indexOfHash(model.hashes, hash) ?? Number.NaN;
    for (const { hash: a } of library.slice(0, 20))
      for (const { hash: b } of library) {
        if (a === b) continue;
        const expected = dotProduct(vectors.get(a) ?? new Map(), vectors.get(b) ?? new Map());
        expect(cosineOf(model, placeOf(a), placeOf(b))).toBeCloseTo(expected, 6);
      }
  });
});
