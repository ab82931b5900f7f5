// Runs of ffmpeg that make seek thumbnails: tiles out of a video, sheets out of tiles. Pure.

import type { FfmpegCommand } from '../ffmpeg/ffmpeg-command.ts';
import type { FfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { inputName } from '../../core/media/input-name.ts';
import { pictureFilters } from '../../core/media/picture-filters.ts';
import { videoInput } from '../ffmpeg/video-input.ts';
import type { PictureSize } from '../../core/media/picture-size.ts';
import type { SeekPoint } from '../source/seek-point.ts';
import type { VideoSource } from '../../core/media/video-source.ts';
import type { Sheet, TilePlan } from './tile-plan.ts';

/** Tiles on their way to a sheet: raw pictures, one after another, as JPEG wants them. */
const rawTiles = ['-f', 'rawvideo'] as const;
const TILE_FORMAT = 'yuvj420p';

/** ffmpeg's scale of JPEG quality from 2, the best, to 31: tiles are small, and loaded all at once. */
const SHEET_QUALITY = 5;

interface TileOptions {
  readonly plan: TilePlan;
  readonly tools: FfmpegTools;
}

/** The bytes of one raw tile. */
export function tileBytes({ width, height }: PictureSize): number {
  return (width * height * 3) / 2;
}

/**
 * Goes through the video once and writes all tiles to one file: the last picture before the middle of each interval. Its
 * first output is nothing but the number of pictures that were decoded.
 */
export function sweepCommand(
  source: VideoSource,
  path: string,
  options: TileOptions & { readonly keyframesOnly: boolean },
): FfmpegCommand {
  const { plan, tools, keyframesOnly } = options;
  // The demuxer leaves out what it can (MP4 then reads keyframes only), the decoder the rest.
  const skipping = keyframesOnly ? ['-discard', 'nokey', '-skip_frame', 'nokey'] : [];
  const loop = ['-skip_loop_filter', 'all'];
  const stream = ['-map', `0:${source.streamIndex}`];
  const filters = [
    // Passing the last picture on gives a video of half an interval its one tile.
    `fps=fps=1/${plan.intervalS}:start_time=0:round=near:eof_action=pass`,
    tileFilters(source, options),
  ].join(',');
  return {
    inputs: [videoInput(source, { threads: tools.threads, options: [...skipping, ...loop] })],
    outputs: [
      { path: '-', options: [...stream, '-c:v', 'wrapped_avframe', '-f', 'null'] },
      {
        path,
        options: [...stream, '-vf', filters, '-frames:v', String(plan.count), ...rawTiles],
      },
    ],
  };
}

/** Goes to each place and writes its picture to a file of its own; none where there is no picture. */
export function seekTilesCommand(
  source: VideoSource,
  tiles: readonly { readonly point: SeekPoint; readonly path: string }[],
  options: TileOptions,
): FfmpegCommand {
  return {
    inputs: tiles.map(({ point }) => videoInput(source, { threads: 1, from: point })),
    outputs: tiles.map(({ path }, index) => ({
      path,
      options: [
        ...['-map', `${index}:${source.streamIndex}`, '-frames:v', '1'],
        ...['-vf', tileFilters(source, options), ...rawTiles],
      ],
    })),
  };
}

/** Puts the tiles of one file onto sheets. */
export function sheetsCommand(
  tilesPath: string,
  sheets: readonly (Sheet & { readonly path: string })[],
  tile: PictureSize,
): FfmpegCommand {
  return {
    inputs: sheets.map(({ first, count }) => ({
      path: inputName(tilesPath),
      options: [
        // At one picture a second, seconds are numbers of tiles.
        ...[...rawTiles, '-pixel_format', TILE_FORMAT, '-framerate', '1'],
        ...[
          '-video_size',
          `${tile.width}x${tile.height}`,
          '-ss',
          String(first),
          '-t',
          String(count),
        ],
      ],
    })),
    outputs: sheets.map(({ path, columns, rows }, index) => ({
      path,
      options: [
        ...['-map', `${index}:0`, '-vf', `tile=${columns}x${rows}`, '-frames:v', '1'],
        ...['-q:v', String(SHEET_QUALITY), '-update', '1', '-f', 'image2'],
      ],
    })),
  };
}

function tileFilters(source: VideoSource, { plan, tools }: TileOptions): string {
  const { canToneMap } = tools;
  // Pictures of two moments must not be mixed, and at this size lines cannot be seen.
  const progressive = { ...source, isInterlaced: false };
  return pictureFilters({ source: progressive, size: plan.tile, target: 'jpeg', canToneMap });
}
