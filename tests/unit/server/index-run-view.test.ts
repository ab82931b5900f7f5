import { describe, expect, test } from 'vitest';
import type { IndexRunRow } from '../../../core/catalogue/index-run-store.ts';
import { indexRun, publishFailure } from '../../../core/contract/search-index.ts';
import { toIndexRun, toPublishFailure } from '../../../server/status/index-run-view.ts';

const nowMs = Date.parse('2025-11-22T10:00:00.000Z');

const running: IndexRunRow = {
  id: 7,
  kind: 'rebuild',
  requested_by: 'person',
  state: 'running',
  attempts: 1,
  stage: 'filling',
  stage_started_ms: nowMs - 20_000,
  done: 25_000,
  total: 100_000,
  requested_ms: nowMs - 25_000,
  started_ms: nowMs - 24_000,
  finished_ms: null,
  result: null,
  error: null,
};

describe('the time left of a run', () => {
  test.each<[string, Partial<IndexRunRow>, number | null]>([
    ['follows the speed of its stage', {}, 60],
    ['is unknown at the very beginning', { done: 1000 }, null],
    ['is unknown before the stage began', { stage: null, stage_started_ms: null }, null],
    ['is unknown for an empty library', { done: 0, total: 0 }, null],
    ['is unknown for a run that waits', { state: 'queued' }, null],
    ['is never negative', { done: 100_500 }, 0],
  ])('%s', (_, change, secondsLeft) => {
    expect(toIndexRun({ ...running, ...change }, nowMs).secondsLeft).toBe(secondsLeft);
  });
});

test('a run that is over keeps what it found', () => {
  const findings = { documents: 100_000, missing: 1, stale: 2, surplus: 3 };
  const done = { ...running, state: 'done', result: JSON.stringify(findings), finished_ms: nowMs };
  const run = indexRun.parse(toIndexRun(done as IndexRunRow, nowMs));
  expect(run).toMatchObject({ findings, finishedAt: '2025-11-22T10:00:00.000Z' });
});

test('a failure says since when it lasts and when it is tried again', () => {
  const failure = toPublishFailure({
    id: 1,
    step: 'publish',
    documents: 1000,
    reason: 'No space left on device',
    code: 'no_space_left_on_device',
    type: 'system',
    attempts: 3,
    since_ms: nowMs - 10_000,
    last_ms: nowMs,
    next_try_ms: nowMs + 2000,
    recovered_ms: null,
  });
  expect(publishFailure.parse(failure)).toMatchObject({
    since: '2025-11-22T09:59:50.000Z',
    nextTryAt: '2025-11-22T10:00:02.000Z',
    recoveredAt: null,
  });
});
