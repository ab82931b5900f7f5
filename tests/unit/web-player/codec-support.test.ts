import { describe, expect, test } from 'vitest';
import {
  codecName,
  containerName,
  isPictureRefused,
  isSoundRefused,
} from '../../../web/components/player/codec-support.ts';

/** A browser that decodes only what is named. */
function browserOf(...codecs: readonly string[]) {
  return (type: string) => (codecs.some((codec) => type.includes(codec)) ? 'probably' : '');
}

const chromium = browserOf('avc1', 'av01', 'vp8', 'vp09', 'mp4a', 'opus', 'vorbis', 'flac', 'mpeg');

describe('the picture', () => {
  test.each([
    ['h264', 8, false],
    ['h264', null, false],
    ['av1', 10, false],
    ['hevc', 8, true],
    ['theora', 8, true],
    ['mpeg4', 8, true],
  ])(
    'of %s with %o bits is refused by a browser without it: %o',
    (videoCodec, bitDepth, isRefused) => {
      expect(isPictureRefused({ videoCodec, bitDepth, audioCodec: null }, chromium)).toBe(
        isRefused,
      );
    },
  );

  test('of ten bits is asked about as such', () => {
    const onlyEightBits = browserOf('avc1.64', 'hvc1.1');
    const ofDepth = (videoCodec: string, bitDepth: number) =>
      isPictureRefused({ videoCodec, bitDepth, audioCodec: null }, onlyEightBits);
    expect(ofDepth('h264', 8)).toBe(false);
    expect(ofDepth('h264', 10)).toBe(true);
    expect(ofDepth('hevc', 8)).toBe(false);
    expect(ofDepth('hevc', 10)).toBe(true);
  });

  test('of a codec without a type of its own is tried', () => {
    const codecs = { videoCodec: 'mpeg2video', bitDepth: 8, audioCodec: null };
    expect(isPictureRefused(codecs, () => '')).toBe(false);
  });
});

describe('the sound', () => {
  test.each([
    ['aac', false],
    ['ac3', true],
    ['eac3', true],
    ['pcm_s16le', false],
    [null, false],
  ])('%s is refused: %o', (audioCodec, isRefused) => {
    expect(isSoundRefused({ videoCodec: 'h264', bitDepth: 8, audioCodec }, chromium)).toBe(
      isRefused,
    );
  });
});

test('codecs and containers are named as people write them', () => {
  expect(['h264', 'eac3', 'wmv3'].map(codecName)).toEqual(['H.264', 'E-AC-3', 'WMV3']);
  expect(['mp4', 'webm', 'mkv'].map(containerName)).toEqual(['MP4', 'WebM', 'MKV']);
});
