// Every kind of preview, of every container and codec that ffmpeg can make here.

import { describe, it } from 'vitest';
import { checkPreviews } from '../support/check-previews.ts';
import type { ClipOptions, ClipVideoCodec } from '../support/clips.ts';
import { workshopWith } from '../support/preview-workshop.ts';

/** Test picture of three seconds, in two bundles of pictures. */
const usual: ClipOptions = { durationS: 3, fps: 10 };
/** What MPEG-1 and MPEG-2 may be. */
const disc: ClipOptions = { durationS: 3, fps: 25, audioCodec: 'mp2' };

const clips: readonly (readonly [name: string, codec: ClipVideoCodec, options: ClipOptions])[] = [
  ['a.mp4', 'h264', { ...usual, audioCodec: 'aac' }],
  ['b.mp4', 'hevc', usual],
  ['c.mp4', 'av1', usual],
  ['d.mp4', 'mpeg4', usual],
  ['fragmented.mp4', 'h264', { ...usual, outputArgs: ['-movflags', 'frag_keyframe+empty_moov'] }],
  ['a.m4v', 'h264', usual],
  ['a.mov', 'prores', { ...usual, pixelFormat: 'yuv422p10le' }],
  ['b.mov', 'mjpeg', { ...usual, pixelFormat: 'yuvj420p' }],
  ['c.mov', 'qtrle', { ...usual, pixelFormat: 'rgb24' }],
  ['a.3gp', 'h263', { ...usual, width: 176, height: 144, audioCodec: 'aac' }],
  ['a.mkv', 'h264', { ...usual, audioCodec: 'ac3', subtitleLanguage: 'eng' }],
  ['b.mkv', 'ffv1', usual],
  ['c.mkv', 'huffyuv', { ...usual, pixelFormat: 'yuv422p' }],
  ['a.webm', 'vp8', { ...usual, audioCodec: 'vorbis' }],
  ['b.webm', 'vp9', { ...usual, audioCodec: 'opus' }],
  ['c.webm', 'av1', usual],
  ['a.avi', 'mpeg4', { ...usual, audioCodec: 'mp3' }],
  ['b.avi', 'rawvideo', usual],
  ['c.avi', 'msmpeg4v2', usual],
  ['d.avi', 'msmpeg4v3', usual],
  ['e.avi', 'h264', usual],
  ['f.avi', 'dvvideo', { ...usual, fps: 25, width: 720, height: 576, pixelAspect: '16:15' }],
  ['g.avi', 'cinepak', { ...usual, pixelFormat: 'rgb24' }],
  ['a.flv', 'flv1', { ...usual, audioCodec: 'mp3' }],
  ['b.flv', 'h264', { ...usual, audioCodec: 'aac' }],
  ['a.wmv', 'wmv1', usual],
  ['b.wmv', 'wmv2', { ...usual, audioCodec: 'wmav2' }],
  ['a.asf', 'msmpeg4v3', usual],
  ['a.ts', 'mpeg2video', disc],
  ['b.ts', 'h264', { ...usual, audioCodec: 'aac' }],
  ['a.m2ts', 'hevc', { ...usual, audioCodec: 'ac3' }],
  ['a.mpg', 'mpeg1video', disc],
  ['a.vob', 'mpeg2video', disc],
  ['a.m2v', 'mpeg2video', { ...disc, audioCodec: 'none' }],
  ['a.mxf', 'mpeg2video', { ...disc, audioCodec: 'none' }],
  ['a.ogv', 'theora', { ...usual, audioCodec: 'vorbis' }],
  ['a.rm', 'rv20', { ...usual, width: 176, height: 144 }],
];

describe('every kind of preview', () => {
  it.each(clips)('of %s with %s', async (name, videoCodec, options) => {
    const workshop = await workshopWith(name, { ...options, videoCodec });
    const { width = 160, height = 120, durationS = 3, pixelAspect } = options;
    const shownWidth = pixelAspect === undefined ? width : 768;
    await checkPreviews(workshop, { width: shownWidth, height, durationS });
  });
});
