import { describe, expect, test } from 'vitest';
import type { ScanStatus } from '../../../core/contract/dashboard.ts';
import { describeFilter } from '../../../web/components/dashboard/filter-words.ts';
import { pathSteps } from '../../../web/components/dashboard/folder-path.ts';
import {
  describeWork,
  previewFacts,
  previewRatios,
} from '../../../web/components/dashboard/preview-words.ts';
import { lastScan, scanCounts, scanFacts } from '../../../web/components/dashboard/scan-words.ts';

const scan: ScanStatus = {
  id: 1,
  state: 'idle',
  mode: 'new',
  collection: null,
  folder: null,
  stages: [],
  stage: 'idle',
  done: 0,
  total: 0,
  added: 0,
  changed: 0,
  missing: 0,
  failed: 0,
  filesPerS: null,
  secondsLeft: null,
  startedAt: '2025-11-22T10:00:00.000Z',
  finishedAt: '2025-11-22T10:01:00.000Z',
  error: null,
};
const nowMs = Date.parse('2025-11-22T10:06:00.000Z');

describe('a scan', () => {
  test('counts what is not zero', () => {
    expect(scanCounts({ added: 1200, changed: 0, missing: 1, failed: 0 }, 'en')).toEqual([
      '1,200 new',
      '1 missing',
    ]);
  });

  test.each([
    [{ filesPerS: 423.7, secondsLeft: 61 }, ['424 files/s', '1 min left']],
    [{ filesPerS: 0.53, secondsLeft: null }, ['0.5 files/s']],
    [{ filesPerS: null, secondsLeft: null }, []],
  ])('that runs says its speed: %o', (speed, facts) => {
    expect(scanFacts({ ...scan, ...speed }, 'en')).toEqual(facts);
  });

  test.each([
    [{ finishedAt: null }, undefined],
    [{}, 'The last scan ended 5 minutes ago: nothing had changed.'],
    [{ added: 2, failed: 1 }, 'The last scan ended 5 minutes ago: 2 new, 1 failed.'],
    [
      { error: 'The disk is full.' },
      'The last scan ended 5 minutes ago with an error: The disk is full.',
    ],
  ])('that is over says what it came to: %o', (change, text) => {
    expect(lastScan({ ...scan, ...change }, nowMs, 'en')).toBe(text);
  });
});

describe('previews', () => {
  test('say how many are ready even when none are', () => {
    const counts = { ready: 0, queued: 12, running: 0, failed: 3, missing: 1200 };
    expect(previewFacts(counts, 'en')).toEqual([
      '0 ready',
      '12 queued',
      '3 failed',
      '1,200 not made',
    ]);
  });

  const since = '2025-11-22T10:00:00.000Z';
  test.each([
    [{ done: 0, failed: 0, total: 0, since: null, secondsLeft: null }, undefined],
    [
      { done: 340, failed: 2, total: 1200, since, secondsLeft: 2400 },
      { text: '340 of 1,200 previews made, 2 failed, about 40 min left', percent: 28 },
    ],
    [
      { done: 0, failed: 0, total: 1, since, secondsLeft: null },
      { text: '0 of 1 preview made', percent: 0 },
    ],
  ])('say how far their making is: %o', (work, words) => {
    expect(describeWork({ isPaused: false, ...work }, 'en')).toEqual(words);
  });

  test('have a bar of all videos, and an empty one when there are none', () => {
    const counts = { ready: 6, queued: 1, running: 1, failed: 2, missing: 10 };
    expect(previewRatios(counts)).toEqual({ ready: 0.3, failed: 0.1 });
    const none = { ready: 0, queued: 0, running: 0, failed: 0, missing: 0 };
    expect(previewRatios(none)).toEqual({ ready: 0, failed: 0 });
  });
});

test('a filter is said in words', () => {
  expect(describeFilter({ field: 'tag', value: 'draft', mode: 'hide' })).toBe('Hide tag “draft”');
  expect(describeFilter({ field: 'studio', value: 'PyData', mode: 'only' })).toBe(
    'Show only studio “PyData”',
  );
});

describe('the way to a folder', () => {
  test.each([
    ['/', ['/']],
    ['/srv/videos', ['/', '/srv', '/srv/videos']],
    ['/srv//videos/', ['/', '/srv', '/srv/videos']],
    ['/a\\b', ['/', '/a\\b']],
    ['C:\\', ['C:\\']],
    ['D:\\Videos\\2019', ['D:\\', 'D:\\Videos', 'D:\\Videos\\2019']],
  ])('%s is %o', (path, steps) => {
    expect(pathSteps(path).map((step) => step.path)).toEqual(steps);
  });
});
