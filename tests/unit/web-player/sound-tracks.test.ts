import { describe, expect, test } from 'vitest';
import { firstSound, soundTracks } from '../../../web/components/player/sound-tracks.ts';

const tracks = soundTracks([
  { kind: 'video', codec: 'h264' },
  { kind: 'audio', codec: 'ac3', language: 'eng', channels: 6 },
  { kind: 'audio', codec: 'aac', language: 'eng', channels: 2, title: 'Commentary' },
  { kind: 'subtitle', codec: 'subrip', language: 'eng' },
  { kind: 'audio', codec: 'dts', language: 'fre', channels: 8, isDefault: true },
  { kind: 'audio', codec: 'aac', language: 'und' },
]);

test('sound tracks are called by language, channels and title', () => {
  expect(tracks.map(({ index, label }) => `${index}: ${label}`)).toEqual([
    '0: English, 5.1',
    '1: English, stereo (Commentary)',
    '2: French, 7.1',
    '3: Track 4',
  ]);
});

describe('what is heard first', () => {
  test.each([
    [null, 2],
    ['en', 0],
    ['en-GB', 0],
    ['fr-CA', 2],
    ['ja', 2],
  ])('by somebody who wants %s is track %i', (wanted, index) => {
    expect(firstSound(tracks, wanted)).toBe(index);
  });

  test('is the first where the file says nothing, or there is no sound', () => {
    expect(firstSound(tracks.slice(0, 2), null)).toBe(0);
    expect(firstSound([], 'en')).toBe(0);
  });
});
