import { describe, expect, it } from 'vitest';
import { parseCodecString, toAudioCodecName } from '../../../indexer/probe/codec-string.ts';

/** The first 18 bytes of an HEVC decoder configuration record with these two fields. */
function hevcRecord(chromaFormat: number, depth: number): Uint8Array {
  const record = new Uint8Array(23);
  record[16] = 0xfc | chromaFormat;
  record[17] = 0xf8 | (depth - 8);
  return record;
}

describe('a codec string', () => {
  it.each([
    ['avc1.42c00a', 'h264', 'yuv420p'],
    ['avc1.4d401e', 'h264', 'yuv420p'],
    ['avc3.640028', 'h264', 'yuv420p'],
    ['vp8', 'vp8', 'yuv420p'],
    ['vp09.00.30.08.00.02.02.02.00', 'vp9', 'yuv420p'],
    ['vp09.02.10.10.01', 'vp9', 'yuv420p10le'],
    ['vp09.01.10.08.03', 'vp9', 'yuv444p'],
    ['vp09.03.10.12.02', 'vp9', 'yuv422p12le'],
    ['av01.0.05M.08', 'av1', 'yuv420p'],
    ['av01.0.31M.10.0.111.09.16.09.0', 'av1', 'yuv420p10le'],
  ])('%s is %s with %s', (text, codec, pixelFormat) => {
    expect(parseCodecString(text, undefined)).toEqual({ codec, pixelFormat });
  });

  it.each([
    [1, 8, 'yuv420p'],
    [1, 10, 'yuv420p10le'],
    [2, 10, 'yuv422p10le'],
    [3, 8, 'yuv444p'],
    [0, 12, 'gray12le'],
  ])('of HEVC leaves chroma %i and depth %i to the record', (chroma, depth, pixelFormat) => {
    const picture = parseCodecString('hvc1.2.4.L150.B0', hevcRecord(chroma, depth));
    expect(picture).toEqual({ codec: 'hevc', pixelFormat });
  });

  it.each([
    'avc1.6e000c',
    'avc1.f4000d',
    'avc1.7a001f',
    'avc1',
    'av01.1.04M.08',
    'apcn',
    'mp4v.20.9',
    '',
  ])('%j leaves the pixel format open', (text) =>
    expect(parseCodecString(text, undefined)).toBeUndefined(),
  );

  it('of HEVC without a whole record leaves the pixel format open', () => {
    expect(parseCodecString('hvc1.1.6.L93', undefined)).toBeUndefined();
    expect(parseCodecString('hvc1.1.6.L93', new Uint8Array(17))).toBeUndefined();
  });
});

describe('an audio codec', () => {
  it.each([
    ['aac', 'aac'],
    ['eac3', 'eac3'],
    ['pcm-s16', 'pcm_s16le'],
    ['pcm-s16be', 'pcm_s16be'],
    ['pcm-u8', 'pcm_u8'],
    ['ulaw', 'pcm_mulaw'],
  ])('%s has the name %s', (name, expected) => expect(toAudioCodecName(name)).toBe(expected));
});
