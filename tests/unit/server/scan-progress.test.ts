import { describe, expect, test } from 'vitest';
import type { Scan } from '../../../core/catalogue/scan-store.ts';
import { scanProgress } from '../../../server/status/scan-progress.ts';

const scan: Scan = {
  id: 7,
  requested_by: 'person',
  mode: 'new',
  collection: null,
  state: 'indexing',
  cancel_requested: 0,
  accept_missing: 0,
  found: 1000,
  added: 400,
  changed: 100,
  missing: 3,
  requested_ms: 0,
  started_ms: 0,
  finished_ms: null,
  error: null,
  claimed_by: 'indexer',
  claimed_until_ms: 0,
};

describe('the progress of a scan', () => {
  test('counts unchanged files as done and tells the speed of the others', () => {
    expect(scanProgress({ scan, pending: 250, failed: 2, nowMs: 10_000 })).toMatchObject({
      id: 7,
      state: 'running',
      stage: 'indexing',
      done: 750,
      total: 1000,
      failed: 2,
      filesPerS: 25,
      secondsLeft: 10,
    });
  });

  test('promises no end while folders are still being walked', () => {
    const walking = scanProgress({
      scan: { ...scan, state: 'walking' },
      pending: 250,
      failed: 0,
      nowMs: 10_000,
    });
    expect(walking).toMatchObject({ stage: 'walking', secondsLeft: null });
  });

  test('is idle and complete after the end', () => {
    const done = { ...scan, state: 'done', finished_ms: 20_000 } as const;
    expect(scanProgress({ scan: done, pending: 0, failed: 0, nowMs: 30_000 })).toMatchObject({
      state: 'idle',
      stage: 'idle',
      done: 1000,
      total: 1000,
      filesPerS: null,
      finishedAt: '1970-01-01T00:00:20.000Z',
    });
  });

  test('rests after a person stopped it, whatever is left', () => {
    const cancelled = { ...scan, state: 'cancelled' } as const;
    expect(scanProgress({ scan: cancelled, pending: 250, failed: 0, nowMs: 0 }).state).toBe('idle');
  });

  test('before the first scan is idle', () => {
    expect(scanProgress({ scan: undefined, pending: 0, failed: 0, nowMs: 0 })).toMatchObject({
      id: null,
      state: 'idle',
    });
  });
});
