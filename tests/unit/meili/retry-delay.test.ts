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
