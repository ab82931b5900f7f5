import { describe, expect, it } from 'vitest';
import { RepeatLimiter } from '../../../cli/terminal/repeat-limiter.ts';

describe('the limit of alike messages', () => {
  it('lets three of a kind through and announces the silence with the third', () => {
    const limiter = new RepeatLimiter();
    const verdicts = [0, 1, 2, 3, 59_999].map((nowMs) => limiter.judge('a', nowMs));
    expect(verdicts).toEqual(['show', 'show', 'last', 'hide', 'hide']);
  });

  it('begins anew a minute after the first of the kind', () => {
    const limiter = new RepeatLimiter();
    const verdicts = [0, 0, 0, 60_000, 60_001, 119_000, 120_000].map((nowMs) =>
      limiter.judge('a', nowMs),
    );
    expect(verdicts).toEqual(['show', 'show', 'last', 'show', 'show', 'last', 'show']);
  });

  it('counts every kind for itself', () => {
    const limiter = new RepeatLimiter();
    for (let count = 0; count < 5; count += 1) limiter.judge('a', 0);
    expect(limiter.judge('b', 0)).toBe('show');
  });
});
