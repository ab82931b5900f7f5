import { expect, test } from 'vitest';
import { writePlaylist } from '../../../server/playback/playlist.ts';

test('a playlist names the header, every segment with its length, and its end', () => {
  const segments = [
    { startS: 0, durationS: 6 },
    { startS: 6, durationS: 9.6 },
  ];
  expect(writePlaylist(segments, '?session=abc').split('\n')).toEqual([
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    '#EXT-X-TARGETDURATION:10',
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    '#EXT-X-MAP:URI="init.mp4?session=abc"',
    '#EXTINF:6.000000,',
    '0.m4s?session=abc',
    '#EXTINF:9.600000,',
    '1.m4s?session=abc',
    '#EXT-X-ENDLIST',
    '',
  ]);
});
