import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diversify } from '../../../core/similarity/diversify.ts';

interface Thing {
  readonly id: number;
  readonly score: number;
  readonly groups: readonly string[];
}

const unlike = { similarity: () => 0 };

/** Best first, in one of so many groups each. */
function things(count: number, groups: number): readonly Thing[] {
  return Array.from({ length: count }, (_, id) => ({
    id,
    score: 1 - id / (2 * count),
    groups: [`studio ${id % groups}`],
  }));
}

const candidates = fc.array(
  fc.record({
    id: fc.nat(),
    score: fc.double({ min: 0.001, max: 1, noNaN: true }),
    groups: fc.subarray(['a', 'b', 'c']),
  }),
);

describe('diversify', () => {
  it('takes what fits best where nothing is alike', () => {
    const chosen = diversify(things(10, 10), { limit: 4, ...unlike });
    expect(chosen.map(({ id }) => id)).toEqual([0, 1, 2, 3]);
  });

  it('takes what fits a little less before what is nearly the same as one taken', () => {
    const three = [
      { id: 0, score: 1, groups: [] },
      { id: 1, score: 0.99, groups: [] },
      { id: 2, score: 0.8, groups: [] },
    ];
    const similarity = (a: Thing, b: Thing) => (a.id < 2 && b.id < 2 ? 1 : 0);
    expect(diversify(three, { limit: 3, similarity }).map(({ id }) => id)).toEqual([0, 2, 1]);
  });

  it('gives no studio more than a quarter and one of a page, while there are others', () => {
    // Ninety of one studio before ten of ten others.
    const many = Array.from({ length: 100 }, (_, id) => ({
      id,
      score: 1 - id / 200,
      groups: [id < 90 ? 'large' : `small ${id}`],
    }));
    const chosen = diversify(many, { limit: 12, ...unlike });
    expect(chosen.filter(({ groups }) => groups.includes('large'))).toHaveLength(3);
    const all = diversify(many, { limit: 24, ...unlike });
    expect(all).toHaveLength(24);
    expect(all.filter(({ groups }) => !groups.includes('large'))).toHaveLength(10);
  });

  it('chooses each once, as many as asked for, and a longer choice begins with the shorter', () => {
    fc.assert(
      fc.property(candidates, fc.nat(30), fc.nat(30), (given, a, b) => {
        const similarity = (one: Thing, other: Thing) => ((one.id ^ other.id) % 100) / 100;
        const [few, many] = [Math.min(a, b), Math.max(a, b)].map((limit) =>
          diversify(given, { limit, similarity }),
        );
        expect(many).toHaveLength(Math.min(Math.max(a, b), given.length));
        expect(new Set(many).size).toBe(many?.length);
        expect(many?.slice(0, few?.length)).toEqual(few);
      }),
    );
  });
});
