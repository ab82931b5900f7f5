import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topScores } from '../../../core/similarity/top-scores.ts';

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
});
