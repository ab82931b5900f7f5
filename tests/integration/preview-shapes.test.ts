// Every kind of preview, of videos of unusual shape, length, clock, colour and content.

import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProcess } from '../../core/run-process.ts';
import { checkPreviews, type ShownClip } from '../support/check-previews.ts';
import { makeClip, type ClipOptions } from '../support/clips.ts';
import { startWorkshop, workshopWith } from '../support/preview-workshop.ts';

const small = { width: 160, height: 120 } as const;

/** Tags of a picture of high dynamic range. */
function hdr(transfer: string): ClipOptions {
  const colours = `colorprim=bt2020:transfer=${transfer}:colormatrix=bt2020nc`;
  return {
    videoCodec: 'hevc',
    pixelFormat: 'yuv420p10le',
    outputArgs: ['-x265-params', `${colours}:log-level=error`],
  };
}

const fade = 'testsrc2=size=160x120:rate=10:duration=10,fade=in:0:5,fade=out:95:5';

/** Black, then the test pattern. */
function afterBlack(blackS: number, sceneS: number): string {
  return [
    `color=black:size=160x120:rate=10:duration=${blackS}[black]`,
    `testsrc2=size=160x120:rate=10:duration=${sceneS}[scene]`,
    '[black][scene]concat',
  ].join(';');
}

const clips: readonly (readonly [what: string, name: string, ClipOptions, ShownClip])[] = [
  ['turned right', 'a.mp4', { rotation: 90 }, { width: 120, height: 160, durationS: 1 }],
  ['upside down', 'a.mp4', { rotation: 180 }, { ...small, durationS: 1 }],
  ['turned left', 'a.mov', { rotation: 270 }, { width: 120, height: 160, durationS: 1 }],
  [
    'turned, with wide pixels',
    'a.mp4',
    { rotation: 90, pixelAspect: '4:3' },
    { width: 120, height: 213, durationS: 1 },
  ],
  ['wide pixels', 'a.mkv', { pixelAspect: '4:3' }, { width: 213, height: 120, durationS: 1 }],
  ['narrow pixels', 'a.mp4', { pixelAspect: '3:4' }, { width: 120, height: 120, durationS: 1 }],
  [
    'a phone held upright',
    'a.mp4',
    { width: 1080, height: 1920, fps: 2, durationS: 2 },
    { width: 1080, height: 1920, durationS: 2 },
  ],
  [
    'full HD',
    'a.mkv',
    { width: 1920, height: 1080, fps: 2, durationS: 10 },
    { width: 1920, height: 1080, durationS: 10 },
  ],
  [
    'a panorama',
    'a.mp4',
    { width: 2000, height: 160, fps: 2, durationS: 2 },
    { width: 2000, height: 160, durationS: 2 },
  ],
  [
    'a tower',
    'a.mp4',
    { width: 64, height: 1600, fps: 2, durationS: 2 },
    { width: 64, height: 1600, durationS: 2 },
  ],
  [
    'odd sides',
    'a.mkv',
    { width: 645, height: 363, pixelFormat: 'yuv444p', fps: 4 },
    { width: 645, height: 363, durationS: 1 },
  ],
  ['16 by 16 pixels', 'a.mp4', { width: 16, height: 16 }, { width: 16, height: 16, durationS: 1 }],
  [
    'two lines',
    'a.mkv',
    { width: 640, height: 2, videoCodec: 'ffv1' },
    { width: 640, height: 2, durationS: 1 },
  ],
  ['a cover', 'a.mp4', { hasCover: true, audioCodec: 'aac' }, { ...small, durationS: 1 }],
  ['a single picture', 'a.mp4', { fps: 10, durationS: 0.1 }, { ...small, durationS: 0.1 }],
  ['a fifth of a second', 'a.mkv', { durationS: 0.2 }, { ...small, durationS: 0.2 }],
  ['just less than nine seconds', 'a.mp4', { durationS: 8.9 }, { ...small, durationS: 8.9 }],
  ['nine seconds', 'a.mp4', { durationS: 9 }, { ...small, durationS: 9 }],
  ['just more than nine seconds', 'a.mp4', { durationS: 9.1 }, { ...small, durationS: 9.1 }],
  [
    'one keyframe in twelve seconds',
    'a.mp4',
    { durationS: 12, outputArgs: ['-g', '999'] },
    { ...small, durationS: 12 },
  ],
  [
    'a picture every four seconds',
    'a.mp4',
    { fps: 0.25, durationS: 40 },
    { ...small, durationS: 40 },
  ],
  ['PQ', 'a.mkv', hdr('smpte2084'), { ...small, durationS: 1 }],
  ['HLG', 'a.mp4', hdr('arib-std-b67'), { ...small, durationS: 1 }],
  ['ten bits', 'a.mp4', { pixelFormat: 'yuv422p10le' }, { ...small, durationS: 1 }],
  ['shades of grey', 'a.mkv', { pixelFormat: 'gray' }, { ...small, durationS: 1 }],
  [
    'interlaced lines',
    'a.ts',
    {
      videoCodec: 'mpeg2video',
      fps: 25,
      durationS: 10,
      outputArgs: ['-flags', '+ildct+ilme', '-top', '1'],
    },
    { ...small, durationS: 10 },
  ],
  [
    'a rate that changes',
    'a.mp4',
    {
      picture: 'testsrc2=size=160x120:rate=10:duration=10,select=lt(mod(n\\,20)\\,6)',
      outputArgs: ['-vsync', 'vfr'],
    },
    { ...small, durationS: 8.6 },
  ],
  [
    'a clock that starts at a hundred seconds',
    'a.mkv',
    { durationS: 10, outputArgs: ['-output_ts_offset', '100'] },
    { ...small, durationS: 10 },
  ],
  [
    'a clock of a broadcast',
    'a.ts',
    { durationS: 10, audioCodec: 'aac', outputArgs: ['-g', '10', '-output_ts_offset', '90000'] },
    { ...small, durationS: 10 },
  ],
  [
    'no duration in the file',
    'a.webm',
    { videoCodec: 'vp8', durationS: 10, outputArgs: ['-live', '1'] },
    { ...small, durationS: 10 },
  ],
  ['a fade', 'a.mp4', { picture: fade }, { ...small, durationS: 10, black: 'some' }],
  [
    'a black beginning',
    'a.mp4',
    { picture: afterBlack(7, 3) },
    { ...small, durationS: 10, black: 'some' },
  ],
  ['nothing but black', 'a.mp4', black(10), { ...small, durationS: 10, black: 'all' }],
  [
    'a moment of black',
    'a.webm',
    { ...black(1), videoCodec: 'vp9' },
    { ...small, durationS: 1, black: 'all' },
  ],
];

function black(durationS: number): ClipOptions {
  return { picture: `color=black:size=160x120:rate=10:duration=${durationS}` };
}

describe('every kind of preview', () => {
  it.each(clips)('of %s', async (_, name, options, shown) => {
    await checkPreviews(await workshopWith(name, options), shown);
  });

  it('of a video of two hours', async () => {
    const workshop = await startWorkshop();
    const minute = join(workshop.library, 'minute.mkv');
    await makeClip(minute, {
      width: 64,
      height: 36,
      fps: 2,
      durationS: 60,
      outputArgs: ['-g', '20'],
    });
    const path = join(workshop.library, 'film.mkv');
    const loop = ['-stream_loop', '119', '-i', minute, '-c', 'copy', path];
    await runProcess('ffmpeg', ['-v', 'error', ...loop]);
    await rename(minute, join(workshop.library, '..', 'minute.mkv'));
    await workshop.know(path);
    await checkPreviews(workshop, { width: 64, height: 36, durationS: 7200 });
  });

  it('of a piece out of a broadcast, cut anywhere', async () => {
    const { path, ...workshop } = await workshopWith('a.ts', {
      videoCodec: 'mpeg2video',
      audioCodec: 'mp2',
      fps: 25,
      durationS: 20,
    });
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(bytes.length * 0.3 + 77, bytes.length * 0.8 + 33));
    await checkPreviews(workshop, { ...small, durationS: 10 });
  });

  it.each([
    ['sound alone', { audioCodec: 'aac', videoCodec: 'none' }],
    ['sound with a cover', { audioCodec: 'aac', videoCodec: 'none', hasCover: true }],
  ] as const)('of %s fails, and says why', async (_, options) => {
    const { make } = await workshopWith('a.mp4', options);
    for (const kind of ['poster', 'seekThumbnails', 'teaserSmall'] as const)
      await expect(make(kind)).rejects.toThrow('The file has no video stream.');
  });
});
