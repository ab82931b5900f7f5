import { describe, expect, test } from 'vitest';
import type { VideoDetail } from '../../../core/contract/video.ts';
import {
  describeViews,
  formatBitrate,
  formatFps,
  headline,
} from '../../../web/pages/watch/describe-video.ts';
import { mainReasons, reasonLabel } from '../../../web/pages/watch/similarity-reason.ts';
import {
  provenanceRows,
  technicalRows,
  trackLine,
} from '../../../web/pages/watch/technical-rows.ts';

const video: VideoDetail = {
  hash: '0123456789abcdef',
  title: 'A talk',
  performers: [],
  studio: null,
  collection: 'Talks',
  categories: [],
  tags: [],
  releasedOn: '2016-04-28',
  addedAt: '2025-01-01T00:00:00.000Z',
  durationS: 3723,
  width: 1920,
  height: 1080,
  sizeBytes: 1_500_000_000,
  playability: 'direct',
  isFavourite: false,
  positionS: null,
  posterUrl: null,
  posters: [],
  posterSource: 'automatic',
  teaserUrl: null,
  streamUrl: '/video/0123456789abcdef',
  filename: 'a.mp4',
  files: [],
  line: null,
  description: null,
  container: 'mp4',
  videoCodec: 'h264',
  audioCodec: 'aac',
  fps: 23.976_023,
  bitrate: 2_430_000,
  isHdr: false,
  bitDepth: 8,
  tracks: [],
  chapters: [],
  provenance: {},
  metadata: {},
  views: 0,
  lastViewedAt: null,
  previews: {
    poster: 'missing',
    previewThumbnails: 'missing',
    seekThumbnails: 'missing',
    teaserSmall: 'missing',
    teaserLarge: 'missing',
  },
};

describe('the facts under the title', () => {
  test('are date, length, resolution and size', () => {
    expect(headline(video, 'en-GB')).toEqual(['28 Apr 2016', '1:02:03', '1080p', '1.5 GB']);
  });

  test('leave out what is not known', () => {
    const unknown = { ...video, releasedOn: null, durationS: null, width: 0, height: 0 };
    expect(headline(unknown, 'en')).toEqual(['1.5 GB']);
  });
});

test.each([
  [{ views: 0, atMs: undefined }, 'Not watched yet'],
  [{ views: 1, atMs: 0 }, '1 view, last 5 minutes ago'],
  [{ views: 3, atMs: undefined }, '3 views'],
])('%o is said as %o', (views, text) => {
  expect(describeViews(views, 5 * 60_000, 'en')).toBe(text);
});

test.each([
  [320_000, '320 kbit/s'],
  [999_499, '999 kbit/s'],
  [999_500, '1 Mbit/s'],
  [2_430_000, '2.4 Mbit/s'],
  [84_000_000, '84 Mbit/s'],
])('a bitrate of %d is written %o', (bitrate, text) => {
  expect(formatBitrate(bitrate, 'en')).toBe(text);
});

test('frames a second keep the digits that tell film from television', () => {
  expect(formatFps(23.976_023, 'en')).toBe('23.976');
  expect(formatFps(25, 'en')).toBe('25');
});

describe('technical details', () => {
  test('say what the probe found', () => {
    const rows = technicalRows({ ...video, isHdr: true, bitDepth: 10 }, 'en');
    expect(rows).toContainEqual({ label: 'Picture', value: 'H.264, 10 bit, HDR' });
    expect(rows).toContainEqual({ label: 'Size', value: '1920 × 1080' });
    expect(rows).toContainEqual({ label: 'File size', value: '1.5 GB (1,500,000,000 bytes)' });
  });

  test('leave out what is not known, but say that there is no sound', () => {
    const silent = { ...video, audioCodec: null, fps: null, bitrate: null };
    const labels = technicalRows(silent, 'en').map(({ label }) => label);
    expect(labels).not.toContain('Bitrate');
    expect(technicalRows(silent, 'en')).toContainEqual({ label: 'Sound', value: 'None' });
  });

  test.each([
    [{ kind: 'video', codec: 'h264', width: 640, height: 360 }, 'Picture: H.264, 640 × 360'],
    [
      {
        kind: 'audio',
        codec: 'aac',
        channels: 6,
        sampleRateHz: 44_100,
        language: 'eng',
        isDefault: true,
      },
      'Sound: AAC, 5.1, 44.1 kHz, eng, default',
    ],
    [{ kind: 'subtitle', codec: 'subrip', title: 'Forced' }, 'Subtitles: SUBRIP, Forced'],
  ] as const)('write the stream %o as %o', (track, line) => {
    expect(trackLine(track)).toBe(line);
  });

  test('say where each field was read, by name', () => {
    expect(provenanceRows({ title: 'filename', performers: 'sidecar', mood: 'path' })).toEqual([
      { label: 'mood', value: 'the folder names' },
      { label: 'Performers', value: 'a sidecar file' },
      { label: 'Title', value: 'the file name' },
    ]);
  });
});

describe('why videos are alike', () => {
  test('is said by the heaviest reasons, in order', () => {
    const because = [
      { term: 'rain', kind: 'word', weight: 0.1 },
      { term: 'Ada', kind: 'performer', weight: 0.5 },
      { term: 'cars', kind: 'tag', weight: 0.3 },
    ];
    expect(mainReasons(because, 2).map(({ term }) => term)).toEqual(['Ada', 'cars']);
  });

  test('leaves out what adds next to nothing, such as the collection of all videos', () => {
    const because = [
      { term: 'Ada', kind: 'performer', weight: 0.5 },
      { term: 'Talks', kind: 'collection', weight: 0.004 },
    ];
    expect(mainReasons(because, 3).map(({ term }) => term)).toEqual(['Ada']);
  });

  test('has words for kinds that are not known yet', () => {
    expect(reasonLabel({ kind: 'performer' })).toBe('Same performer');
    expect(reasonLabel({ kind: 'mood' })).toBe('In common');
  });
});
