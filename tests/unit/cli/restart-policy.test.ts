import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideRestart,
  HEALTHY_RUN_MS,
  MAX_FAILED_STARTS,
  noRuns,
  type RunHistory,
} from '../../../cli/supervision/restart-policy.ts';

function replay(uptimesMs: readonly number[]) {
  let history: RunHistory = noRuns;
  return uptimesMs.map((uptimeMs) => {
    const decision = decideRestart(history, uptimeMs);
    history = decision.history;
    return decision.delayMs;
  });
}

describe('the restart policy', () => {
  it('doubles the wait with every failed start and gives up at the fifth', () => {
    expect(replay([0, 10, 0, 300, 5])).toEqual([500, 1000, 2000, 4000, undefined]);
  });

  it('starts a program that ran for long again after the shortest wait', () => {
    expect(replay([0, 0, 0, HEALTHY_RUN_MS])).toEqual([500, 1000, 2000, 500]);
  });

  it('never gives up on a program that was healthy once, and waits at most half a minute', () => {
    const delays = replay([HEALTHY_RUN_MS, ...Array<number>(20).fill(1)]);
    expect(delays.slice(0, 4)).toEqual([500, 500, 1000, 2000]);
    expect(delays.at(-1)).toBe(30_000);
  });

  it('gives up exactly when enough short runs follow each other before any healthy one', () => {
    const uptimes = fc.array(fc.integer({ min: 0, max: 2 * HEALTHY_RUN_MS }), { maxLength: 12 });
    fc.assert(
      fc.property(uptimes, (uptimesMs) => {
        const hopeless = replay(uptimesMs).indexOf(undefined);
        const firstHealthy = uptimesMs.findIndex((uptimeMs) => uptimeMs >= HEALTHY_RUN_MS);
        const shortAtFirst = firstHealthy === -1 ? uptimesMs.length : firstHealthy;
        expect(hopeless).toBe(shortAtFirst >= MAX_FAILED_STARTS ? MAX_FAILED_STARTS - 1 : -1);
      }),
    );
  });
});
