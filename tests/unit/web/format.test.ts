import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatAgo,
  formatCount,
  formatCountOf,
  formatDuration,
  formatExactDuration,
  formatLongDuration,
  formatReleased,
  formatResolution,
  formatSize,
  videosNoun,
} from '../../../web/lib/format.ts';

describe('a duration', () => {
  test.each([
    [0, '0:00'],
    [7.4, '0:07'],
    [59.6, '1:00'],
    [61, '1:01'],
    [3599.5, '1:00:00'],
    [3723, '1:02:03'],
    [144_000, '40:00:00'],
    [null, ''],
    [Number.NaN, ''],
    [-1, ''],
  ])('of %o seconds is written %o', (durationS, text) => {
    expect(formatDuration(durationS)).toBe(text);
  });

  test('read back gives its whole seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (durationS) => {
        const parts = formatDuration(durationS).split(':').map(Number);
        expect(parts.reduce((total, part) => total * 60 + part, 0)).toBe(durationS);
      }),
    );
  });

  test.each([
    [0, '0 sec'],
    [45, '45 sec'],
    [60, '1 min'],
    [3570, '1 hr'],
    [3600, '1 hr'],
    [5400, '1 hr 30 min'],
  ])('of %d seconds is spoken as %o', (durationS, text) => {
    expect(formatLongDuration(durationS, 'en')).toBe(text);
  });

  test.each([
    [0, '0 sec'],
    [310, '5 min 10 sec'],
    [5400, '1 hr 30 min'],
    [3601, '1 hr 1 sec'],
  ])('of %d seconds that limits a filter is written %o', (durationS, text) => {
    expect(formatExactDuration(durationS, 'en')).toBe(text);
  });
});

describe('a size', () => {
  test.each([
    [0, '0 byte'],
    [999, '999 byte'],
    [1000, '1 kB'],
    [1_250_000, '1.3 MB'],
    [999_999, '1 MB'],
    [42_700_000_000, '43 GB'],
    [5_000_000_000_000_000, '5 PB'],
  ])('of %d bytes is written %o', (sizeBytes, text) => {
    expect(formatSize(sizeBytes, 'en')).toBe(text);
  });
});

describe('a count', () => {
  test('is grouped as the locale does', () => {
    expect(formatCount(1_234_567, 'en')).toBe('1,234,567');
  });

  test.each([
    [0, '0 videos'],
    [1, '1 video'],
    [1234, '1,234 videos'],
  ])('of %d takes the right noun', (count, text) => {
    expect(formatCountOf(count, videosNoun, 'en')).toBe(text);
  });
});

describe('a release date', () => {
  test.each([
    ['2016', '2016'],
    ['2016-04-28', '28 Apr 2016'],
    ['not a date', 'not a date'],
  ])('%o is written %o, whatever the time zone', (releasedOn, text) => {
    expect(formatReleased(releasedOn, 'en-GB')).toBe(text);
  });
});

describe('a time not long ago', () => {
  const nowMs = Date.UTC(2026, 5, 15, 12);
  const before = (seconds: number) => new Date(nowMs - seconds * 1000).toISOString();
  test.each([
    [10, '10 seconds ago'],
    [90, '2 minutes ago'],
    [3600, '1 hour ago'],
    [86_400, 'yesterday'],
    [4 * 86_400, '4 days ago'],
    [30 * 86_400, '16 May 2026'],
  ])('%d seconds before now is %o', (seconds, text) => {
    expect(formatAgo(before(seconds), nowMs, 'en-GB')).toBe(text);
  });
});

describe('a resolution', () => {
  test.each([
    [3840, 2160, '4K'],
    [2160, 3840, '4K'],
    [3840, 1600, '4K'],
    [7680, 4320, '8K'],
    [2560, 1440, '1440p'],
    [1920, 1080, '1080p'],
    [1920, 800, '1080p'],
    [1080, 1920, '1080p'],
    [1280, 720, '720p'],
    [960, 720, '720p'],
    [1920, 1040, '1080p'],
    [640, 480, '480p'],
    [480, 360, '360p'],
    [320, 240, 'SD'],
    [0, 0, ''],
  ])('of %d by %d is %o', (width, height, text) => {
    expect(formatResolution(width, height)).toBe(text);
  });
});
