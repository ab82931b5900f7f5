// The library's video as an input of ffmpeg. Pure.

import { seekOptions, type SeekPoint } from '../source/seek-point.ts';
import type { VideoSource } from '../../core/media/video-source.ts';
import type { FfmpegInput } from './ffmpeg-command.ts';
import { hardenedInputOptions } from '../../core/media/hardened-input.ts';
import { inputName } from '../../core/media/input-name.ts';

/** How the input is read. */
export interface VideoInputOptions {
  readonly threads: number;
  /** @default the start */
  readonly from?: SeekPoint;
  /** Seconds that are read. @default all */
  readonly lengthS?: number;
  /** Further options, for example `['-skip_frame', 'nokey']`. */
  readonly options?: readonly string[];
}

/** One `-i` of the video. */
export function videoInput(source: VideoSource, input: VideoInputOptions): FfmpegInput {
  const { threads, from, lengthS, options = [] } = input;
  return {
    path: inputName(source.path),
    options: [
      ...hardenedInputOptions,
      ...['-threads', String(threads)],
      ...options,
      ...(from === undefined ? [] : seekOptions(from)),
      ...(lengthS === undefined ? [] : ['-t', lengthS.toFixed(3)]),
    ],
  };
}
