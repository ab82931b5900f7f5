import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peaksOf, topScores } from '../../../core/similarity/top-scores.ts';

describe('topScores', () => {
  it('finds what sorting finds: highest first, of equals the lower index, none of zero', () => {
    // Few different scores, so that many are equal.
    const scores = fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 200 });
    fc.assert(
      fc.property(scores, fc.integer({ min: 0, max: 50 }), (values, limit) => {
        const sorted = [...values.entries()]
          .filter(([, score]) => score > 0)
          .sort(([a, m], [b, n]) => n - m || a - b)
          .map(([index]) => index);
        expect(topScores(Float64Array.from(values), limit)).toEqual(sorted.slice(0, limit));
      }),
    );
  });

  it('finds the same in many scores, above a bound, when some were lowered since their peaks were noted', () => {
    const score = fc.integer({ min: 0, max: 1000 });
    const many = fc.array(score, { minLength: 250, maxLength: 1100, size: 'max' });
    fc.assert(
      fc.property(many, fc.nat(300), fc.nat(900), fc.infiniteStream(fc.boolean()), (...drawn) => {
        const [values, limit, above, isLowered] = drawn;
        const scores = Float64Array.from(values);
        const peaks = peaksOf(scores);
        for (const [index] of values.entries()) if (isLowered.next().value) scores[index] = 0;
        const sorted = [...scores.entries()]
          .filter(([, value]) => value > above)
          .sort(([a, m], [b, n]) => n - m || a - b)
          .map(([index]) => index);
        expect(topScores(scores, limit, { above, peaks })).toEqual(sorted.slice(0, limit));
      }),
      { numRuns: 50 },
    );
  });
});
