import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playabilities } from '../../../core/contract/video.ts';
import { playability } from '../../../indexer/probe/playability.ts';

type Case = readonly [
  container: string,
  videoCodec: string,
  audioCodec: string | undefined,
  pixelFormat: string | undefined,
];

const direct: readonly Case[] = [
  ['mp4', 'h264', 'aac', 'yuv420p'],
  ['mp4', 'h264', undefined, 'yuv420p'],
  ['mp4', 'h264', 'mp3', 'yuv420p'],
  ['mp4', 'h264', 'flac', undefined],
  ['mp4', 'av1', 'opus', 'yuv420p10le'],
  ['mp4', 'vp9', 'opus', 'yuv420p'],
  ['mov', 'h264', 'aac', 'yuv420p'],
  ['3gp', 'h264', 'aac', 'yuv420p'],
  ['webm', 'vp8', 'vorbis', 'yuv420p'],
  ['webm', 'vp9', 'opus', 'yuv420p10le'],
  ['webm', 'av1', undefined, 'yuv420p'],
];

const remux: readonly Case[] = [
  ['mkv', 'h264', 'aac', 'yuv420p'],
  ['avi', 'h264', 'mp3', 'yuv420p'],
  ['flv', 'h264', 'aac', 'yuv420p'],
  ['mpegts', 'h264', 'aac', 'yuv420p'],
  ['mp4', 'h264', 'ac3', 'yuv420p'],
  ['mp4', 'h264', 'eac3', 'yuv420p'],
  ['mov', 'h264', 'pcm_s16le', 'yuv420p'],
  ['3gp', 'h264', 'amr_nb', 'yuv420p'],
  ['mkv', 'vp9', 'opus', 'yuv420p'],
  ['mkv', 'av1', 'dts', 'yuv420p10le'],
  ['mp4', 'vp8', 'vorbis', 'yuv420p'],
  ['webm', 'h264', 'opus', 'yuv420p'],
];

const transcode: readonly Case[] = [
  ['mp4', 'hevc', 'aac', 'yuv420p'],
  ['mkv', 'hevc', 'aac', 'yuv420p10le'],
  ['mp4', 'h264', 'aac', 'yuv420p10le'],
  ['mp4', 'h264', 'aac', 'yuv444p'],
  ['mov', 'h264', 'aac', 'yuv422p'],
  ['webm', 'vp9', 'opus', 'yuv444p'],
  ['ogg', 'theora', 'vorbis', 'yuv420p'],
  ['avi', 'mpeg4', 'mp3', 'yuv420p'],
  ['mpegts', 'mpeg2video', 'mp2', 'yuv420p'],
  ['asf', 'wmv2', 'wmav2', 'yuv420p'],
  ['flv', 'flv1', 'mp3', 'yuv420p'],
  ['mov', 'prores', 'pcm_s16le', 'yuv422p10le'],
  ['3gp', 'h263', 'aac', 'yuv420p'],
  ['mp4', 'unknown', undefined, undefined],
];

const say = ([container, videoCodec, audioCodec, pixelFormat]: Case) =>
  playability({ container, videoCodec, audioCodec, pixelFormat });

describe('playability', () => {
  it.each(direct)('plays %s with %s, %s and %s as it is', (...streams) =>
    expect(say(streams)).toBe('direct'),
  );

  it.each(remux)('repackages %s with %s, %s and %s', (...streams) =>
    expect(say(streams)).toBe('remux'),
  );

  it.each(transcode)('encodes %s with %s, %s and %s again', (...streams) =>
    expect(say(streams)).toBe('transcode'),
  );

  it('never hangs on the sound whether the pictures are encoded again', () => {
    const any = [...direct, ...remux, ...transcode];
    const part = <Index extends 0 | 1 | 2 | 3>(index: Index) =>
      fc.constantFrom(...any.map((streams) => streams[index]));
    fc.assert(
      fc.property(part(0), part(1), part(2), part(2), part(3), (box, video, one, other, pixels) => {
        const [first, second] = [say([box, video, one, pixels]), say([box, video, other, pixels])];
        expect(playabilities).toContain(first);
        expect(first === 'transcode').toBe(second === 'transcode');
      }),
    );
  });
});
