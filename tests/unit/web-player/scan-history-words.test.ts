import { describe, expect, test } from 'vitest';
import type { ScanRecord } from '../../../core/contract/scan-history.ts';
import {
  describeOutcome,
  describePlans,
  describeRequest,
  describeTime,
} from '../../../web/components/dashboard/scan-history-words.ts';
import { describeStages } from '../../../web/components/dashboard/scan-words.ts';

const at = (hour: number, second = 0) => new Date(2025, 10, 22, hour, 0, second).toISOString();
const nowMs = new Date(2025, 10, 23, 9).getTime();

const scan: ScanRecord = {
  id: 1,
  requestedBy: 'person',
  mode: 'full',
  collection: null,
  folder: null,
  state: 'done',
  found: 5000,
  added: 12,
  changed: 0,
  missing: 1,
  requestedAt: at(9),
  startedAt: at(10),
  finishedAt: at(10, 42),
  error: null,
};

describe('a scan of the past', () => {
  test.each<[Partial<ScanRecord>, string]>([
    [{}, 'Full: the whole library, by hand'],
    [
      { mode: 'new', collection: 'Films', requestedBy: 'schedule' },
      'New and changed: Films, by schedule',
    ],
    [{ mode: 'rehash', folder: '/films/new' }, 'Identify again: /films/new, by hand'],
  ])('says what was asked for: %o', (change, text) => {
    expect(describeRequest({ ...scan, ...change })).toBe(text);
  });

  test.each<[Partial<ScanRecord>, string]>([
    [{}, '5,000 files · 12 new · 1 missing'],
    [{ added: 0, missing: 0, found: 1 }, '1 file · nothing new'],
    [{ state: 'cancelled' }, 'Stopped · 12 new · 1 missing'],
    [{ state: 'failed', error: 'The disk is full.' }, 'Failed: The disk is full.'],
    [{ state: 'queued' }, 'Waiting'],
  ])('says what it came to: %o', (change, text) => {
    expect(describeOutcome({ ...scan, ...change }, 'en')).toBe(text);
  });

  test('says when it was and how long it took', () => {
    expect(describeTime(scan, nowMs, 'en-GB')).toBe('yesterday at 10:00, 42 secs');
    expect(describeTime({ ...scan, finishedAt: at(10) }, nowMs, 'en-GB')).toContain(
      'under a second',
    );
    expect(describeTime({ ...scan, startedAt: null }, nowMs, 'en-GB')).toBe('yesterday at 09:00');
  });
});

test('the next scans are said with their times', () => {
  const planned = [
    { at: new Date(2025, 10, 24, 3).toISOString(), mode: 'full', collection: null },
  ] as const;
  expect(describePlans({ rescanMinutes: 60, planned: [...planned] }, nowMs, 'en-GB')).toBe(
    'A scan for what is new is made every hour. By schedule: tomorrow at 03:00 (Full, the whole library).',
  );
  expect(describePlans({ rescanMinutes: 0, planned: [] }, nowMs, 'en-GB')).toContain(
    'No regular scan',
  );
});

test('the parts of a running scan say how far they are', () => {
  expect(
    describeStages(
      [
        { stage: 'walking', done: 1200, total: null },
        { stage: 'reading', done: 50, total: 200 },
        { stage: 'publishing', done: 0, total: 0 },
      ],
      'en',
    ),
  ).toEqual([
    { label: 'Finding files', text: '1,200 so far', percent: undefined },
    { label: 'Reading files', text: '50 of 200', percent: 25 },
    { label: 'Making searchable', text: 'Nothing to do', percent: 100 },
  ]);
  expect(describeStages([{ stage: 'walking', done: 1200, total: 1200 }], 'en')).toEqual([
    { label: 'Finding files', text: '1,200 found', percent: 100 },
  ]);
});
