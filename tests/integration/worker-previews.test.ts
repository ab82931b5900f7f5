// What previews show: every one is made by a job, as the worker does it, and decoded again.

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProcess } from '../../core/run-process.ts';
import { probeStreams } from '../support/probe-streams.ts';
import { workshopWith } from '../support/preview-workshop.ts';

/** The picture at `atS`, shrunk to `width` x `height`, as `[red, green, blue]` by rows. */
async function readPixels(path: string, width: number, height: number, atS = 0) {
  const seek = atS === 0 ? [] : ['-ss', String(atS)];
  // Colours first: a picture of two pixels has only one of chroma.
  const filter = `format=rgb24,scale=${width}:${height}:flags=area`;
  const args = ['-v', 'error', ...seek, '-i', path, '-frames:v', '1', '-vf', filter];
  const bytes = await runProcess('ffmpeg', [...args, '-f', 'rawvideo', '-']);
  return Array.from({ length: width * height }, (_, at) => [...bytes.subarray(at * 3, at * 3 + 3)]);
}

/** Pictures of the top half red, the bottom half blue. */
const redOverBlue = [
  'color=red:size=160x60:rate=10:duration=2[top]',
  'color=blue:size=160x60:rate=10:duration=2[bottom]',
  '[top][bottom]vstack',
].join(';');

describe('pictures', () => {
  it('stand upright and keep their colours', async () => {
    const turned = { picture: redOverBlue, rotation: 90 } as const;
    const { make, pathOf } = await workshopWith('a.mp4', turned);
    // Clockwise by a quarter: what was on top is on the right.
    for (const kind of ['poster', 'teaserSmall'] as const) {
      const [file] = await make(kind);
      const [left = [], right = []] = await readPixels(pathOf(file), 2, 1);
      expect(left[2]).toBeGreaterThan(225);
      expect(left[0]).toBeLessThan(40);
      expect(right[0]).toBeGreaterThan(225);
      expect(right[2]).toBeLessThan(40);
    }
  });

  it('show HDR as bright as it is meant', async () => {
    const { make, pathOf } = await workshopWith('a.mkv', {
      // Half of the PQ scale is 92 nits: a light grey on an SDR screen, and a dim one where nothing is done about it.
      picture: 'color=0x808080:size=160x120:rate=10:duration=1',
      videoCodec: 'hevc',
      pixelFormat: 'yuv420p10le',
      outputArgs: [
        ...['-color_trc', 'smpte2084', '-color_primaries', 'bt2020', '-colorspace', 'bt2020nc'],
        '-x265-params',
        'colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:log-level=error',
      ],
    });
    const [poster] = await make('poster');
    const [pixel = []] = await readPixels(pathOf(poster), 1, 1);
    expect(Math.min(...pixel)).toBeGreaterThan(145);
    expect(Math.max(...pixel) - Math.min(...pixel)).toBeLessThan(12);
  });

  it('are never of the black that a video begins with', async () => {
    const picture = [
      'color=black:size=160x120:rate=10:duration=7[black]',
      'testsrc2=size=160x120:rate=10:duration=3[scene]',
      '[black][scene]concat',
    ].join(';');
    const { make, pathOf } = await workshopWith('a.mp4', { picture });
    for (const kind of ['poster', 'previewThumbnails', 'teaserSmall'] as const) {
      const files = await make(kind);
      expect(files.length).toBeGreaterThan(0);
      for (const file of files) {
        const [pixel = []] = await readPixels(pathOf(file), 1, 1);
        expect(Math.max(...pixel)).toBeGreaterThan(50);
      }
    }
  });

  it('are black where the video is', async () => {
    const picture = 'color=black:size=160x120:rate=10:duration=10';
    const { make } = await workshopWith('a.mp4', { picture });
    for (const kind of ['poster', 'previewThumbnails', 'teaserSmall'] as const)
      expect((await make(kind)).length).toBeGreaterThan(0);
  });
});

describe('larger videos', () => {
  const large = { width: 1920, height: 1080, fps: 5, durationS: 10 } as const;

  it('get a small and a large poster, the small one first', async () => {
    const { make } = await workshopWith('a.mp4', large);
    const sizes = (await make('poster')).map(({ width, height }) => [width, height]);
    expect(sizes).toEqual([
      [640, 360],
      [1280, 720],
    ]);
  });

  it('get five small and five large stills in the order of the video', async () => {
    const { make, pathOf } = await workshopWith('a.mp4', large);
    const files = await make('previewThumbnails');
    const heights = [360, 1080].flatMap((height) => Array.from({ length: 5 }, () => height));
    expect(files.map((file) => file.height)).toEqual(heights);
    const pictures = await Promise.all(files.slice(0, 5).map((file) => readFile(pathOf(file))));
    expect(new Set(pictures.map((bytes) => bytes.toString('base64'))).size).toBe(5);
  });

  it('get a large teaser beside the small one', async () => {
    const { make, pathOf } = await workshopWith('a.mp4', large);
    const [teaser] = await make('teaserLarge');
    const [stream] = await probeStreams(pathOf(teaser));
    expect(stream).toMatchObject({ codec_name: 'h264', width: 1280, height: 720 });
    expect(Number(stream?.['duration'])).toBeCloseTo(4 * 1.65, 0);
  });
});

describe('a video too large to decode all clips of side by side', () => {
  it('gets a teaser of the same length', async () => {
    const huge = { width: 3840, height: 2160, fps: 4, durationS: 10 } as const;
    const { make, pathOf } = await workshopWith('a.mp4', huge);
    const [teaser] = await make('teaserSmall');
    const [stream] = await probeStreams(pathOf(teaser));
    expect(stream).toMatchObject({ codec_name: 'h264', width: 640, height: 360 });
    expect(Number(stream?.['duration'])).toBeCloseTo(4 * 1.3, 0);
  });
});

/** A grey level that rises by 6 each second: it tells the time. */
const clock = "color=black:size=64x36:rate=5:duration=30,geq=lum='16+6*floor(T)':cb=128:cr=128";

/** Keyframes each second, of which only every tenth begins anew: what comes after may still refer to what was before. */
const openGops = [
  ...['-preset', 'veryfast', '-x264-params', 'open-gop=1:bframes=3:keyint=25:min-keyint=25'],
  ...['-forced-idr', '1', '-force_key_frames', 'expr:gte(t,n_forced*10)'],
];

/** One keyframe, and places from which the picture is whole again after a second: marked as keyframes, too. */
const refreshed = ['-preset', 'veryfast', '-x264-params', 'intra-refresh=1:keyint=5'];

describe('seek thumbnails', () => {
  it.each([
    ['with a keyframe every second', 'a.mp4', { outputArgs: ['-g', '5'] }],
    [
      'with open groups of pictures',
      'a.mkv',
      { picture: clock.replace('rate=5', 'rate=25'), outputArgs: openGops },
    ],
    ['that is refreshed bit by bit', 'a.ts', { outputArgs: refreshed }],
    ['with rare keyframes', 'a.mkv', { outputArgs: ['-g', '300'] }],
    ['of a codec that cannot skip', 'a.webm', { videoCodec: 'vp9', outputArgs: ['-g', '5'] }],
    ['in a transport stream', 'a.ts', { videoCodec: 'mpeg2video', outputArgs: ['-r', '25'] }],
  ] as const)('of a video %s show the second that they stand for', async (_, name, options) => {
    const { make, pathOf } = await workshopWith(name, { picture: clock, ...options });
    const [vtt, ...sheets] = await make('seekThumbnails');
    expect(vtt?.mediaType).toBe('text/vtt');
    expect(sheets).toHaveLength(1);
    const cues = (await readFile(pathOf(vtt), 'utf8')).trimEnd().split('\n\n').slice(1);
    expect(cues).toHaveLength(30);
    expect(cues[12]).toBe(
      `00:00:12.000 --> 00:00:13.000\n${basename(pathOf(sheets[0]))}#xywh=128,36,64,36`,
    );
    const tiles = await readPixels(pathOf(sheets[0]), 10, 3);
    tiles.forEach(([red = 0], second) => {
      // From the level on screen back to the level in the file, from 16 to 235.
      const level = 16 + (red * 219) / 255;
      expect(Math.abs((level - 16) / 6 - second)).toBeLessThan(1.2);
    });
  });
});
