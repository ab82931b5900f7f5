import fc from 'fast-check';
import { expect, test } from 'vitest';
import { playlistName, playlistOf } from '../../../web/components/player/playlist-file.ts';

test('a playlist names the title, the length and the address', () => {
  const url = 'http://attic:8410/video/0123456789abcdef';
  expect(playlistOf({ title: 'A talk', durationS: 61.6, url })).toBe(
    `#EXTM3U\n#EXTINF:62,A talk\n${url}\n`,
  );
});

test('an unknown length is -1', () => {
  expect(playlistOf({ title: 'A', durationS: null, url: 'http://a/b' })).toContain('#EXTINF:-1,A');
});

test('no title adds an entry to the playlist', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\r', '\n', '#', ',') }), (title) => {
      const lines = playlistOf({ title, durationS: 1, url: 'http://a/b' }).split(/\r\n|\r|\n/);
      expect(lines).toHaveLength(4);
    }),
  );
});

test.each([
  ['A talk: why?', 'A talk why.m3u8'],
  ['../../etc/passwd', '.. .. etc passwd.m3u8'],
  ['???', 'video.m3u8'],
])('the file of %o is called %o', (title, name) => {
  expect(playlistName(title)).toBe(name);
});
