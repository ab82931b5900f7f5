import { describe, expect, test } from 'vitest';
import { choosePlayback, nextPlayback } from '../../../web/components/player/choose-playback.ts';

/** A browser that decodes only what is named. */
function browserOf(...codecs: readonly string[]) {
  return (type: string) => (codecs.some((codec) => type.includes(codec)) ? 'probably' : '');
}

const chromium = browserOf('avc1', 'av01', 'vp8', 'vp09', 'mp4a', 'opus', 'vorbis', 'flac', 'mpeg');
const safari = browserOf('avc1', 'hvc1', 'mp4a', 'ac-3', 'ec-3', 'mpeg', 'alac', 'flac');

function video(
  container: string,
  videoCodec: string,
  audioCodec: string | null,
  playability: 'direct' | 'remux' | 'transcode',
  bitDepth = 8,
) {
  return { container, videoCodec, audioCodec, playability, bitDepth };
}

describe('a browser gets', () => {
  test.each([
    ['an MP4 of today as it is', video('mp4', 'h264', 'aac', 'direct'), 'original', 'original'],
    ['Matroska with H.264 repackaged', video('matroska', 'h264', 'ac3', 'remux'), 'remux', 'remux'],
    ['sound that it lacks turned', video('mp4', 'h264', 'ac3', 'remux'), 'remux', 'original'],
    [
      'HEVC where it decodes it as it is',
      video('mp4', 'hevc', 'aac', 'transcode'),
      'transcode',
      'original',
    ],
    [
      'HEVC in Matroska repackaged where it decodes it',
      video('matroska', 'hevc', 'aac', 'transcode'),
      'transcode',
      'remux',
    ],
    [
      'old codecs encoded anew',
      video('avi', 'mpeg4', 'mp3', 'transcode'),
      'transcode',
      'transcode',
    ],
    [
      'H.264 of kinds that nobody decodes anew',
      video('mp4', 'h264', 'aac', 'transcode'),
      'transcode',
      'transcode',
    ],
    [
      'what no segment holds encoded anew',
      video('matroska', 'vp8', 'vorbis', 'remux'),
      'transcode',
      'transcode',
    ],
  ] as const)('%s', (_what, played, inChromium, inSafari) => {
    expect(choosePlayback(played, chromium, 0)).toBe(inChromium);
    expect(choosePlayback(played, safari, 0)).toBe(inSafari);
  });

  test('another sound track than the first from the server, as cheap as can be', () => {
    const h264 = video('mp4', 'h264', 'aac', 'direct');
    expect(choosePlayback(h264, chromium, 1)).toBe('remux');
    expect(choosePlayback(video('webm', 'vp8', 'opus', 'direct'), chromium, 1)).toBe('transcode');
    expect(choosePlayback(video('avi', 'mpeg4', 'mp3', 'transcode'), chromium, 1)).toBe(
      'transcode',
    );
  });
});

test('what a browser could not play comes in the next dearer way, and at last not at all', () => {
  const h264 = video('mp4', 'h264', 'aac', 'direct');
  expect(nextPlayback(h264, 'original')).toBe('remux');
  expect(nextPlayback(h264, 'remux')).toBe('transcode');
  expect(nextPlayback(h264, 'transcode')).toBeUndefined();
  expect(nextPlayback(video('avi', 'mpeg4', null, 'transcode'), 'original')).toBe('transcode');
});
