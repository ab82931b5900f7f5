// What ffmpeg is told to bring subtitles into the form that is read here: ASS. Pure.

import { hardenedInputOptions, hardenedTextOptions } from '../../core/media/hardened-input.ts';
import { inputName } from '../../core/media/input-name.ts';
import { MAX_SUBTITLE_BYTES } from './read-subtitle-file.ts';

const quiet = ['-hide_banner', '-v', 'error'] as const;

/** From a text on standard input to standard output. */
export function convertArguments(format: 'srt' | 'ass'): readonly string[] {
  return [
    ...quiet,
    ...hardenedTextOptions,
    ...['-f', format, '-i', 'pipe:0', '-c:s', 'ass', '-f', 'ass', 'pipe:1'],
  ];
}

/** A track in a video, and the file that its text is to be written to. */
export interface TrackOutput {
  /** Its number among the subtitle tracks. */
  readonly track: number;
  /** ffprobe's name. */
  readonly codec: string;
  readonly path: string;
}

/** From a video to a file a track, in one pass: where a container has no index of its texts, all of it is read. */
export function extractArguments(
  videoPath: string,
  outputs: readonly TrackOutput[],
): readonly string[] {
  return [
    ...[...quiet, '-nostdin', '-y'],
    ...hardenedInputOptions,
    // What is not UTF-8 is neither refused nor guessed at: that is done here, for files and tracks alike.
    ...['-sub_charenc_mode', 'ignore'],
    // Of WebVTT in Matroska some versions know the one of its two names alone; a track of no decoder fails all the others.
    ...outputs.flatMap(({ track, codec }) => (codec === 'webvtt' ? [`-c:s:${track}`, codec] : [])),
    ...['-i', inputName(videoPath)],
    ...outputs.flatMap(({ track, path }) => [
      ...['-map', `0:s:${track}`, '-c:s', 'ass'],
      ...['-fs', String(MAX_SUBTITLE_BYTES), '-f', 'ass', inputName(path)],
    ]),
  ];
}
