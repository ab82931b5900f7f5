// Runs of ffmpeg that take single pictures out of a video. Pure.

import type { FfmpegCommand, FfmpegOutput } from '../ffmpeg/ffmpeg-command.ts';
import type { FfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { inputName } from '../../core/media/input-name.ts';
import { pictureFilters } from '../../core/media/picture-filters.ts';
import { videoInput } from '../ffmpeg/video-input.ts';
import type { PictureSize } from '../../core/media/picture-size.ts';
import type { SeekPoint } from '../source/seek-point.ts';
import type { VideoSource } from '../../core/media/video-source.ts';
import { sampleSize } from './frame-score.ts';

/** A picture to be taken and the files that it is written to, one a size. */
export interface Still {
  readonly point: SeekPoint;
  /** Seconds after the point: the picture is the one that is on show then. @default the first picture */
  readonly shownAfterS?: number;
  readonly files: readonly StillFile[];
}

/** A file that a picture is written to. */
interface StillFile {
  readonly path: string;
  readonly size: PictureSize;
}

/** ffmpeg's scale of JPEG quality from 2, the best, to 31. */
const JPEG_QUALITY = 4;

/** One file, not a numbered sequence. */
const jpegFile = ['-q:v', String(JPEG_QUALITY), '-update', '1', '-f', 'image2'] as const;

const { width, height } = sampleSize;
/** Makes raw grey bytes of {@link sampleSize} of a picture. */
export const sampleFilters = `scale=${width}:${height}:flags=area:out_range=pc,format=gray`;

/** Takes each point's picture as raw grey bytes of {@link sampleSize}. A point without a picture leaves its file empty. */
export function sampleCommand(
  source: VideoSource,
  samples: readonly { readonly point: SeekPoint; readonly path: string }[],
): FfmpegCommand {
  return {
    // One picture each: more threads would only wait for one another.
    inputs: samples.map(({ point }) => videoInput(source, { threads: 1, from: point })),
    outputs: samples.map(({ path }, index) =>
      firstPicture(path, `${index}:${source.streamIndex}`, [
        ...['-vf', sampleFilters],
        ...['-f', 'rawvideo'],
      ]),
    ),
  };
}

/** Takes pictures as JPEG files. */
export function stillCommand(
  source: VideoSource,
  stills: readonly Still[],
  tools: Pick<FfmpegTools, 'canToneMap'>,
): FfmpegCommand {
  return {
    inputs: stills.map(({ point, shownAfterS }) =>
      videoInput(source, {
        threads: 1,
        from: point,
        // What is on show began before, and an accurate seek would throw it away.
        options: shownAfterS === undefined ? [] : ['-noaccurate_seek'],
      }),
    ),
    outputs: stills.flatMap(({ files, shownAfterS }, index) =>
      files.map(({ path, size }) => {
        const picture = pictureFilters({ source, size, target: 'jpeg', ...tools });
        const filters =
          shownAfterS === undefined ? picture : `${lastUntil(shownAfterS)},${picture}`;
        return firstPicture(path, `${index}:${source.streamIndex}`, [
          ...['-vf', filters, ...jpegFile],
        ]);
      }),
    ),
  };
}

/** Passes the last picture that began by then, in a grid of milliseconds; where the video is over, its last one. */
function lastUntil(timeS: number): string {
  // Only a picture that another follows is passed: the last one is made to last for an hour.
  const lasting = 'tpad=stop_mode=clone:stop_duration=3600';
  return `${lasting},fps=fps=1000:start_time=${timeS.toFixed(3)}:round=up`;
}

/** Writes a JPEG file of our own as JPEG files of other sizes. */
export function pictureCommand(path: string, files: readonly StillFile[]): FfmpegCommand {
  return {
    inputs: [
      {
        path: inputName(path),
        options: ['-protocol_whitelist', 'file', '-f', 'jpeg_pipe', '-threads', '1'],
      },
    ],
    outputs: files.map((file) => {
      const { width, height } = file.size;
      const filters = `scale=${width}:${height}:flags=lanczos,format=yuvj420p`;
      return firstPicture(file.path, '0:0', ['-vf', filters, ...jpegFile]);
    }),
  };
}

function firstPicture(path: string, stream: string, options: readonly string[]): FfmpegOutput {
  return { path, options: ['-map', stream, '-frames:v', '1', ...options] };
}
