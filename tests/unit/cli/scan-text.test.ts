import { describe, expect, it } from 'vitest';
import {
  describeProgress,
  describeResult,
  formatDuration,
} from '../../../cli/terminal/scan-text.ts';
import type { ScanStatus } from '../../../core/contract/dashboard.ts';

describe('a duration', () => {
  it.each([
    [0, '0.0 s'],
    [2.12, '2.1 s'],
    [9.96, '10 s'],
    [59.4, '59 s'],
    [59.6, '1 min 0 s'],
    [200, '3 min 20 s'],
    [3900, '1 h 5 min'],
    [90_000, '25 h 0 min'],
  ])('of %d seconds is written as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

const result = { added: 40, changed: 0, missing: 0, failed: 0, known: 40, durationS: 2.1 };

describe('the result of a scan', () => {
  it.each([
    [{}, 'Indexed 40 video files in 2.1 s'],
    [{ failed: 1 }, 'Indexed 39 video files in 2.1 s (1 failed; see the dashboard)'],
    [{ added: 1, changed: 0 }, 'Indexed 1 video file in 2.1 s'],
    [
      { failed: 2, missing: 3 },
      'Indexed 38 video files in 2.1 s (2 failed; see the dashboard; 3 missing)',
    ],
    [{ added: 0, known: 1240 }, 'Nothing new: 1,240 videos in the library'],
    [{ added: 0, known: 7, missing: 1 }, 'Nothing new: 7 videos in the library (1 missing)'],
  ])('with %j reads: %s', (change, text) => {
    expect(describeResult({ ...result, ...change })).toBe(text);
  });
});

const status: ScanStatus = {
  id: 1,
  state: 'running',
  mode: 'new',
  collection: null,
  folder: null,
  stages: [],
  stage: 'indexing',
  done: 1200,
  total: 40_000,
  added: 40_000,
  changed: 0,
  missing: 0,
  failed: 0,
  filesPerS: 349.6,
  secondsLeft: 111,
  startedAt: null,
  finishedAt: null,
  error: null,
};

describe('the progress of a scan', () => {
  it.each<[Partial<ScanStatus>, string]>([
    [{}, 'Indexing: 1,200 of 40,000 files, 350 a second, about 1 min 51 s left'],
    [{ filesPerS: null, secondsLeft: null }, 'Indexing: 1,200 of 40,000 files'],
    [{ stage: 'walking', total: 1 }, 'Looking for videos: 1 file so far'],
    [{ stage: 'waiting' }, 'Waiting for the indexer'],
    [{ stage: 'idle' }, 'Filling the search index: 5 videos to go'],
  ])('with %j reads: %s', (change, text) => {
    expect(describeProgress({ ...status, ...change }, 5)).toBe(text);
  });
});
