import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryDelayMs } from '../../../indexer/publish/retry-delay.ts';

test.each([
  [1, 125, 250],
  [2, 250, 500],
  [5, 2000, 4000],
  [6, 2500, 5000],
  [1000, 2500, 5000],
])('after %i failures the wait is between %i and %i ms', (failures, least, most) => {
  expect(retryDelayMs(failures, 0)).toBe(least);
  expect(retryDelayMs(failures, 1)).toBe(most);
});

test('the wait is never longer than 5 s, and never less than half of what it may be', () => {
  const failures = fc.integer({ min: 1, max: 10_000 });
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(failures, random, (count, dice) => {
      const delayMs = retryDelayMs(count, dice);
      const longestMs = retryDelayMs(count, 1);
      expect(longestMs).toBeLessThanOrEqual(5000);
      expect(delayMs).toBeGreaterThanOrEqual(longestMs / 2);
      expect(delayMs).toBeLessThanOrEqual(longestMs);
      expect(retryDelayMs(count + 1, dice)).toBeGreaterThanOrEqual(delayMs);
    }),
  );
});
