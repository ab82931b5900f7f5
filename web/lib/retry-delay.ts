// When a view that failed tries again by itself.

import type { ApiError } from './api-error.ts';

const firstDelayMs = 2_000;
const longestDelayMs = 30_000;

/**
 * Milliseconds until the next try, or undefined when only a person can help.
 * What the server asked for wins; otherwise the wait doubles with each failure in a row.
 * @param failures failures in a row so far, at least 1
 */
export function retryDelayMs(error: ApiError, failures: number): number | undefined {
  if (!error.isTemporary) return undefined;
  if (error.retryAfterS !== undefined) {
    return Math.min(Math.max(error.retryAfterS * 1000, 500), longestDelayMs);
  }
  return Math.min(firstDelayMs * 2 ** (failures - 1), longestDelayMs);
}
