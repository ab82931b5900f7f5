// Makes every kind of preview of a clip as the worker does, decodes the results and holds them to what is promised of them.

import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect } from 'vitest';
import type { PreviewFile } from '../../core/catalogue/preview-store.ts';
import type { PreviewKind } from '../../core/contract/video.ts';
import type { PictureSize } from '../../core/media/picture-size.ts';
import { runProcess } from '../../core/run-process.ts';
import { probeStreams } from './probe-streams.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What a player shows of a clip. */
export interface ShownClip extends PictureSize {
  readonly durationS: number;
  /** How much of it is nothing but black. @default 'none' */
  readonly black?: 'none' | 'some' | 'all';
}

/** What makes previews: see `startWorkshop`. */
interface Workshop {
  readonly make: (kind: PreviewKind) => Promise<readonly PreviewFile[]>;
  readonly pathOf: (file: PreviewFile | undefined) => string;
}

/** Mean levels of grey: the test pattern is brighter than that in all its parts, JPEG's black is not. */
const BLACK = 24;

/** A video shorter than this is its own teaser. */
const WHOLE_BELOW_S = 9;

/** Makes and checks all five kinds. */
export async function checkPreviews(workshop: Workshop, shown: ShownClip): Promise<void> {
  await checkPictures(workshop, shown);
  await checkSeekThumbnails(workshop, shown);
  await checkTeaser(workshop, shown, { kind: 'teaserSmall', shortSide: 360, clipS: 1.3 });
  await checkTeaser(workshop, shown, { kind: 'teaserLarge', shortSide: 720, clipS: 1.65 });
}

async function checkPictures({ make, pathOf }: Workshop, shown: ShownClip): Promise<void> {
  const posters = await make('poster');
  const longSide = Math.max(shown.width, shown.height);
  const sides = [640, 1280].filter((side, index) => index === 0 || longSide > 640);
  expect(posters).toHaveLength(sides.length);
  posters.forEach((poster, index) => expectSize(poster, shown, (sides[index] ?? 0) / longSide));

  const stills = await make('previewThumbnails');
  const heights = shown.height > 360 ? [360, 1080] : [360];
  const count = stills.length / heights.length;
  const hasFive = shown.durationS > 5 && (shown.black ?? 'none') === 'none';
  expect(count).toBeGreaterThanOrEqual(hasFive ? 5 : 1);
  expect(count).toBeLessThanOrEqual(5);
  stills.forEach((still, index) => {
    expectSize(still, shown, (heights[Math.floor(index / count)] ?? 0) / shown.height);
  });

  const pictures = [...posters, ...stills];
  const decoded = await decodeGrey(pictures.map(pathOf));
  decoded.forEach((grey, index) => {
    const { width, height } = pictures[index] ?? {};
    expect(grey).toHaveLength((width ?? 0) * (height ?? 0));
    expect(mean(grey) > BLACK).toBe(shown.black !== 'all');
  });
}

async function checkSeekThumbnails({ make, pathOf }: Workshop, shown: ShownClip): Promise<void> {
  const [vtt, ...sheets] = await make('seekThumbnails');
  const decoded = await decodeGrey(sheets.map(pathOf));
  const greys = new Map(sheets.map((sheet, index) => [basename(sheet.path), decoded[index]]));
  const cues = parseCues(await readFile(pathOf(vtt), 'utf8'));
  expect(cues.length).toBeGreaterThan(0);
  expect(cues.length).toBeLessThanOrEqual(400);
  let endS = 0;
  for (const cue of cues) {
    expect(cue.fromS).toBe(endS);
    endS = cue.toS;
    expect(endS).toBeGreaterThan(cue.fromS);
    const sheet = sheets.find(({ path }) => basename(path) === cue.sheet);
    const { width, height } = sheet ?? {};
    expect(cue.x + cue.width).toBeLessThanOrEqual(width ?? 0);
    expect(cue.y + cue.height).toBeLessThanOrEqual(height ?? 0);
    const grey = greys.get(cue.sheet) ?? Buffer.alloc(0);
    if ((shown.black ?? 'none') === 'none')
      expect(mean(cutOut(grey, width ?? 0, cue))).toBeGreaterThan(BLACK);
  }
  expect(Math.abs(endS - shown.durationS)).toBeLessThan(0.2 + shown.durationS * 0.05);
  for (const [index, { width, height }] of sheets.entries()) {
    const pixels = (width ?? 0) * (height ?? 0);
    expect(pixels).toBeLessThanOrEqual(4_000_000);
    expect(decoded[index]).toHaveLength(pixels);
  }
}

async function checkTeaser(
  { make, pathOf }: Workshop,
  shown: ShownClip,
  format: { readonly kind: PreviewKind; readonly shortSide: number; readonly clipS: number },
): Promise<void> {
  const [teaser, ...more] = await make(format.kind);
  expect(more).toEqual([]);
  const path = pathOf(teaser);
  const [short, long] = [shown.width, shown.height].toSorted((a, b) => a - b);
  const ratio = Math.min(format.shortSide / (short ?? 1), (format.shortSide * 8) / 3 / (long ?? 1));
  expectSize(teaser, shown, ratio);
  const { width, height } = teaser ?? {};
  const streams = await probeStreams(path);
  expect(streams).toMatchObject([{ codec_name: 'h264', pix_fmt: 'yuv420p', width, height }]);
  const durationS = Number(streams[0]?.['duration']);
  const isWhole = shown.durationS < WHOLE_BELOW_S;
  const clips = Math.min(9, Math.max(4, 3 + Math.floor(shown.durationS / 10)));
  // A clip can be left out where another shows the same, or nothing is to be seen.
  const leastS = isWhole ? shown.durationS : format.clipS;
  const mostS = isWhole ? shown.durationS : clips * format.clipS;
  expect(durationS).toBeGreaterThan(leastS * 0.8 - 0.1);
  expect(durationS).toBeLessThan(mostS * 1.1 + 0.15);
  const bytes = await readFile(path);
  expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
  const filter = ['-vf', 'scale=8:8:flags=area,format=gray', '-f', 'rawvideo', '-'];
  const grey = await runProcess('ffmpeg', ['-v', 'error', '-i', path, ...filter]);
  expect(mean(grey) > BLACK).toBe(shown.black !== 'all');
}

/** The shown size times `ratio`, but never larger than it; even on both sides. */
function expectSize(file: PreviewFile | undefined, shown: ShownClip, ratio: number): void {
  for (const side of ['width', 'height'] as const) {
    const pixels = file?.[side] ?? 0;
    expect(pixels % 2).toBe(0);
    expect(pixels).toBeGreaterThanOrEqual(2);
    expect(pixels).toBeLessThanOrEqual(Math.max(2, shown[side]));
    expect(Math.abs(pixels - shown[side] * Math.min(1, ratio))).toBeLessThan(2);
  }
}

/** Every picture, decoded at its own size: one byte a pixel. */
async function decodeGrey(paths: readonly string[]): Promise<readonly Buffer[]> {
  const folder = await temporaryFolder();
  const results = paths.map((_, index) => join(folder, `${index}.gray`));
  await runProcess('ffmpeg', [
    ...['-v', 'error', '-xerror', ...paths.flatMap((path) => ['-i', path])],
    ...results.flatMap((result, index) => [
      ...['-map', `${index}:v`, '-pix_fmt', 'gray', '-f', 'rawvideo', result],
    ]),
  ]);
  return await Promise.all(results.map((result) => readFile(result)));
}

/** The part of a decoded picture of this width. */
function cutOut(grey: Buffer, pictureWidth: number, { x, y, width, height }: Cue): Buffer {
  const rows = Array.from({ length: height }, (_, row) => {
    const from = (y + row) * pictureWidth + x;
    return grey.subarray(from, from + width);
  });
  return Buffer.concat(rows);
}

function mean(grey: Buffer): number {
  return grey.reduce((sum, level) => sum + level, 0) / grey.length;
}

interface Cue extends PictureSize {
  readonly fromS: number;
  readonly toS: number;
  readonly sheet: string;
  readonly x: number;
  readonly y: number;
}

const cuePattern = /^(\S+) --> (\S+)\n([^#\n]+)#xywh=(\d+),(\d+),(\d+),(\d+)$/;

function parseCues(text: string): readonly Cue[] {
  const [header, ...blocks] = text.trimEnd().split('\n\n');
  expect(header).toBe('WEBVTT');
  return blocks.map((block) => {
    const [, from = '', to = '', sheet = '', ...area] = cuePattern.exec(block) ?? [];
    const [x = NaN, y = NaN, width = NaN, height = NaN] = area.map(Number);
    return { fromS: readTimestamp(from), toS: readTimestamp(to), sheet, x, y, width, height };
  });
}

function readTimestamp(text: string): number {
  const [hours = NaN, minutes = NaN, seconds = NaN] = text.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}
