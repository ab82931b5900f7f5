import { describe, expect, test } from 'vitest';
import type { Scan } from '../../../core/catalogue/scan-store.ts';
import { scanProgress } from '../../../server/status/scan-progress.ts';

const scan: Scan = {
  id: 7,
  requested_by: 'person',
  mode: 'new',
  collection: null,
  folder: null,
  state: 'indexing',
  cancel_requested: 0,
  walk_again: 0,
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

const facts = { scan, pending: 250, parked: 0, behind: 0, failed: 0, nowMs: 10_000 };

describe('the progress of a scan', () => {
  test('counts unchanged files as done and tells the speed of the others', () => {
    expect(scanProgress({ ...facts, failed: 2 })).toMatchObject({
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

  test('tells how far each stage is', () => {
    expect(scanProgress({ ...facts, behind: 100 }).stages).toEqual([
      { stage: 'walking', done: 1000, total: 1000 },
      { stage: 'reading', done: 250, total: 500 },
      { stage: 'publishing', done: 150, total: 500 },
    ]);
  });

  test('runs while files wait that no scan found', () => {
    const done = { ...scan, state: 'done', finished_ms: 20_000 } as const;
    expect(scanProgress({ ...facts, scan: done, pending: 1 }).state).toBe('running');
  });

  test('promises no end while folders are still being walked', () => {
    const walking = scanProgress({ ...facts, scan: { ...scan, state: 'walking' } });
    expect(walking).toMatchObject({ stage: 'walking', secondsLeft: null });
  });

  test('is idle and complete after the end', () => {
    const done = { ...scan, state: 'done', finished_ms: 20_000 } as const;
    expect(scanProgress({ ...facts, scan: done, pending: 0, nowMs: 30_000 })).toMatchObject({
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
    expect(scanProgress({ ...facts, scan: cancelled, parked: 250 }).state).toBe('idle');
  });

  test('before the first scan is idle', () => {
    expect(scanProgress({ ...facts, scan: undefined, pending: 0 })).toMatchObject({
      id: null,
      state: 'idle',
    });
  });
});
