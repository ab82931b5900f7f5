import { describe, expect, test } from 'vitest';
import { ApiError } from '../../../web/lib/api-error.ts';
import { retryDelayMs } from '../../../web/lib/retry-delay.ts';

const failure = (status: number, retryAfterS?: number) =>
  new ApiError('failed', { status, code: 'code', retryAfterS });

describe('trying again', () => {
  test.each([400, 403, 404, 409, 500])('is left to the person after status %d', (status) => {
    expect(retryDelayMs(failure(status), 1)).toBeUndefined();
  });

  test.each([0, 429, 502, 503, 504])('happens by itself after status %d', (status) => {
    expect(retryDelayMs(failure(status), 1)).toBe(2000);
  });

  test('waits twice as long after each failure, up to half a minute', () => {
    const delays = [1, 2, 3, 4, 5, 40].map((failures) => retryDelayMs(failure(503), failures));
    expect(delays).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  test.each([
    [0, 500],
    [3, 3000],
    [3600, 30_000],
  ])('waits as the server asked: Retry-After %d gives %d ms', (retryAfterS, delayMs) => {
    expect(retryDelayMs(failure(503, retryAfterS), 4)).toBe(delayMs);
  });
});
