import { describe, expect, it } from 'vitest';
import { playability } from '../../indexer/probe/playability.ts';
import type { Probe } from '../../indexer/probe/probe.ts';
import type { ClipOptions } from '../support/clips.ts';
import { useProbedClips } from '../support/probed-clips.ts';

const clips = useProbedClips();

const hd10 = 'yuv420p10le';

type Expected = readonly [
  container: string,
  videoCodec: string,
  audioCodec: string | undefined,
  pixelFormat: string,
  plays: string,
  source: Probe['source'],
];

const matrix: readonly (readonly [string, ClipOptions, Expected])[] = [
  ['h264.mp4', {}, ['mp4', 'h264', undefined, 'yuv420p', 'direct', 'mediabunny']],
  ['aac.mp4', { audioCodec: 'aac' }, ['mp4', 'h264', 'aac', 'yuv420p', 'direct', 'mediabunny']],
  ['mp3.mp4', { audioCodec: 'mp3' }, ['mp4', 'h264', 'mp3', 'yuv420p', 'direct', 'mediabunny']],
  ['ac3.mp4', { audioCodec: 'ac3' }, ['mp4', 'h264', 'ac3', 'yuv420p', 'remux', 'mediabunny']],
  ['aac.m4v', { audioCodec: 'aac' }, ['mp4', 'h264', 'aac', 'yuv420p', 'direct', 'mediabunny']],
  [
    'av1.mp4',
    { videoCodec: 'av1', audioCodec: 'opus' },
    ['mp4', 'av1', 'opus', 'yuv420p', 'direct', 'mediabunny'],
  ],
  [
    'hevc.mp4',
    { videoCodec: 'hevc', pixelFormat: hd10 },
    ['mp4', 'hevc', undefined, hd10, 'transcode', 'mediabunny'],
  ],
  ['vp9.mp4', { videoCodec: 'vp9' }, ['mp4', 'vp9', undefined, 'yuv420p', 'direct', 'mediabunny']],
  ['h10.mp4', { pixelFormat: hd10 }, ['mp4', 'h264', undefined, hd10, 'transcode', 'mediabunny']],
  [
    'h444.mp4',
    { pixelFormat: 'yuv444p' },
    ['mp4', 'h264', undefined, 'yuv444p', 'transcode', 'mediabunny'],
  ],
  [
    'mpeg4.mp4',
    { videoCodec: 'mpeg4' },
    ['mp4', 'mpeg4', undefined, 'yuv420p', 'transcode', 'mediabunny'],
  ],
  [
    'fragmented.mp4',
    { audioCodec: 'aac', outputArgs: ['-movflags', 'frag_keyframe+empty_moov'] },
    ['mp4', 'h264', 'aac', 'yuv420p', 'direct', 'mediabunny'],
  ],
  [
    'faststart.mp4',
    { audioCodec: 'aac', outputArgs: ['-movflags', 'faststart'] },
    ['mp4', 'h264', 'aac', 'yuv420p', 'direct', 'mediabunny'],
  ],
  ['aac.mov', { audioCodec: 'aac' }, ['mov', 'h264', 'aac', 'yuv420p', 'direct', 'mediabunny']],
  [
    'prores.mov',
    { videoCodec: 'prores', audioCodec: 'pcm_s16le', pixelFormat: 'yuv422p10le' },
    ['mov', 'prores', 'pcm_s16le', 'yuv422p10le', 'transcode', 'mediabunny'],
  ],
  [
    'h263.3gp',
    { videoCodec: 'h263', width: 176, height: 144, audioCodec: 'aac' },
    ['3gp', 'h263', 'aac', 'yuv420p', 'transcode', 'mediabunny'],
  ],
  ['flac.mkv', { audioCodec: 'flac' }, ['mkv', 'h264', 'flac', 'yuv420p', 'remux', 'mediabunny']],
  ['mp3.mkv', { audioCodec: 'mp3' }, ['mkv', 'h264', 'mp3', 'yuv420p', 'remux', 'mediabunny']],
  ['mp2.mkv', { audioCodec: 'mp2' }, ['mkv', 'h264', 'mp2', 'yuv420p', 'remux', 'mediabunny']],
  [
    'mjpeg.mkv',
    { videoCodec: 'mjpeg', pixelFormat: 'yuvj420p' },
    ['mkv', 'mjpeg', undefined, 'yuv420p', 'transcode', 'ffprobe'],
  ],
  [
    'vp8.webm',
    { videoCodec: 'vp8', audioCodec: 'vorbis' },
    ['webm', 'vp8', 'vorbis', 'yuv420p', 'direct', 'mediabunny'],
  ],
  [
    'vp9.webm',
    { videoCodec: 'vp9', audioCodec: 'opus' },
    ['webm', 'vp9', 'opus', 'yuv420p', 'direct', 'mediabunny'],
  ],
  [
    'av1.webm',
    { videoCodec: 'av1', pixelFormat: hd10 },
    ['webm', 'av1', undefined, hd10, 'direct', 'mediabunny'],
  ],
  [
    'mpeg4.avi',
    { videoCodec: 'mpeg4', audioCodec: 'mp3' },
    ['avi', 'mpeg4', 'mp3', 'yuv420p', 'transcode', 'ffprobe'],
  ],
  ['h264.avi', { audioCodec: 'mp3' }, ['avi', 'h264', 'mp3', 'yuv420p', 'remux', 'ffprobe']],
  ['h264.flv', { audioCodec: 'aac' }, ['flv', 'h264', 'aac', 'yuv420p', 'remux', 'ffprobe']],
  ['h264.ts', { audioCodec: 'aac' }, ['mpegts', 'h264', 'aac', 'yuv420p', 'remux', 'ffprobe']],
  [
    'mpeg2.m2ts',
    { videoCodec: 'mpeg2video', audioCodec: 'ac3', fps: 25 },
    ['mpegts', 'mpeg2video', 'ac3', 'yuv420p', 'transcode', 'ffprobe'],
  ],
  [
    'mpeg1.mpg',
    { videoCodec: 'mpeg1video', audioCodec: 'mp2', fps: 25 },
    ['mpeg', 'mpeg1video', 'mp2', 'yuv420p', 'transcode', 'ffprobe'],
  ],
  [
    'theora.ogv',
    { videoCodec: 'theora', audioCodec: 'vorbis' },
    ['ogg', 'theora', 'vorbis', 'yuv420p', 'transcode', 'ffprobe'],
  ],
  [
    'wmv2.wmv',
    { videoCodec: 'wmv2', audioCodec: 'wmav2' },
    ['asf', 'wmv2', 'wmav2', 'yuv420p', 'transcode', 'ffprobe'],
  ],
];

describe('probing containers and codecs', () => {
  it.each(matrix)('reads %s', async (name, options, expected) => {
    const found = await clips.makeAndProbe(name, options);
    const { container, videoCodec, audioCodec, pixelFormat, source } = found;
    expect([container, videoCodec, audioCodec, pixelFormat, playability(found), source]).toEqual(
      expected,
    );
    expect([found.width, found.height]).toEqual([options.width ?? 160, options.height ?? 120]);
    // Sound may end a little later; AVI counts a frame more; a fragment's last frame is longer.
    expect(found.durationS).toBeGreaterThan(0.99);
    expect(found.durationS).toBeLessThan(1.15);
    expect(found.fps).toBeCloseTo(options.fps ?? 10, 0);
    expect(found.bitDepth).toBe(pixelFormat?.includes('10') ? 10 : 8);
    expect(found.bitrate).toBeGreaterThan(1000);
  });
});
