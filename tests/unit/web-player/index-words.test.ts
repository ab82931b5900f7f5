import { describe, expect, test } from 'vitest';
import type { IndexRun, PublishFailure } from '../../../core/contract/search-index.ts';
import {
  describeFailure,
  describeProgress,
  describeRun,
  remedyOf,
} from '../../../web/components/dashboard/index-words.ts';

/** Local times, as the page shows them. */
const at = (hour: number, minute = 0, second = 0) =>
  new Date(2025, 10, 22, hour, minute, second).toISOString();
const nowMs = new Date(2025, 10, 22, 9).getTime();

const audit: IndexRun = {
  id: 1,
  kind: 'audit',
  requestedBy: 'schedule',
  state: 'done',
  attempts: 1,
  stage: null,
  done: 60_213,
  total: 60_213,
  secondsLeft: null,
  requestedAt: at(4),
  startedAt: at(4),
  finishedAt: at(4, 0, 20),
  findings: { documents: 60_213, missing: 0, stale: 0, surplus: 0 },
  error: null,
};

const found = (findings: Partial<IndexRun['findings']>): IndexRun => ({
  ...audit,
  findings: { documents: 60_213, missing: 0, stale: 0, surplus: 0, ...findings },
});

test.each([
  ['nothing', {}, 'nothing to repair'],
  ['one missing', { missing: 1 }, '1 was missing and sent again'],
  ['many missing', { missing: 1200 }, '1,200 were missing and sent again'],
  [
    'all sorts',
    { missing: 3, stale: 1, surplus: 2 },
    '3 were missing and sent again, 1 was out of date and sent again, 2 too many were removed',
  ],
])('an audit that found %s says so', (_, findings, words) => {
  expect(describeRun(found(findings), nowMs, 'en-GB')).toBe(
    `Audited today at 04:00: 60,213 documents, ${words}`,
  );
});

test('a rebuild says how long it took, and a run that failed why', () => {
  const rebuild = { ...audit, kind: 'rebuild' } as const;
  expect(describeRun(rebuild, nowMs, 'en-GB')).toBe(
    'Rebuilt today at 04:00: 60,213 documents in 20 secs',
  );
  const quick = { ...rebuild, finishedAt: rebuild.startedAt };
  expect(describeRun(quick, nowMs, 'en-GB')).toBe(
    'Rebuilt today at 04:00: 60,213 documents in under a second',
  );
  const failed = { ...rebuild, state: 'failed', attempts: 3, findings: null, error: 'No space.' };
  expect(describeRun(failed as IndexRun, nowMs, 'en-GB')).toBe(
    'Failed today at 04:00 after 3 attempts: No space.',
  );
});

describe('a run that is not over', () => {
  const running: IndexRun = { ...audit, kind: 'rebuild', state: 'running', findings: null };

  test.each<[string, Partial<IndexRun>, string, number | undefined]>([
    ['waits', { state: 'queued' }, 'Waiting for the indexer', undefined],
    [
      'waits after a failure',
      { state: 'queued', error: 'No space.' },
      'Trying again: No space.',
      undefined,
    ],
    [
      'fills',
      { stage: 'filling', done: 200, total: 1000, secondsLeft: 40 },
      'Filling the new index: 200 of 1,000 documents · 40 secs left',
      20,
    ],
    [
      'compares',
      { stage: 'comparing', done: 999, total: 1000 },
      'Comparing with the catalogue: 999 of 1,000 documents',
      99,
    ],
    [
      'has nothing to fill',
      { stage: 'filling', done: 0, total: 0 },
      'Filling the new index: 0 of 0 documents',
      undefined,
    ],
  ])('%s', (_, change, text, percent) => {
    expect(describeProgress({ ...running, ...change }, 'en-GB')).toEqual({
      title: 'Rebuilding the index',
      text,
      percent,
    });
  });
});

describe('a failure', () => {
  const failure: PublishFailure = {
    step: 'publish',
    documents: 1000,
    reason: 'No space left on device',
    code: 'no_space_left_on_device',
    type: 'system',
    attempts: 7,
    since: at(3),
    lastAt: at(3, 5),
    nextTryAt: at(3, 6),
    recoveredAt: null,
  };

  test('says what could not be done', () => {
    expect(describeFailure(failure, 'en')).toBe('Up to 1,000 documents could not be sent.');
    expect(describeFailure({ ...failure, step: 'rebuild' }, 'en')).toContain('rebuilt');
  });

  test('has a remedy for what is known, and the logs for the rest', () => {
    expect(remedyOf(failure)).toContain('Make room');
    expect(remedyOf({ code: 'something_new' })).toContain('logs');
    expect(remedyOf({ code: null })).toContain('logs');
  });
});
