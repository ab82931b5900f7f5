// The run of ffmpeg that cuts a teaser. Pure.

import type { FfmpegCommand } from '../ffmpeg/ffmpeg-command.ts';
import type { FfmpegTools } from '../ffmpeg/ffmpeg-tools.ts';
import { pictureFilters } from '../ffmpeg/picture-filters.ts';
import { videoInput } from '../ffmpeg/video-input.ts';
import type { PictureSize } from '../picture-size.ts';
import type { SeekPoint } from '../source/seek-point.ts';
import type { VideoSource } from '../source/video-source.ts';
import { WHOLE_BELOW_S } from './clip-plan.ts';

/** What tells one kind of teaser from another. */
export interface TeaserFormat {
  /** The shorter side in pixels, at most. */
  readonly shortSide: number;
  readonly clipS: number;
  /** x264's constant rate factor; lower is better and larger. */
  readonly crf: number;
  /** Kilobits a second, at most: what a grid of teasers may ask of a home network. */
  readonly maxKbps: number;
}

/** A teaser to be cut. */
export interface TeaserCut {
  readonly path: string;
  readonly size: PictureSize;
  readonly frameRate: number;
  /** Where the clips begin; empty for the video from its start. */
  readonly clips: readonly SeekPoint[];
}

/** Cuts the clips by seeking, one input each, and joins them: nothing between them is decoded. */
export function teaserCommand(
  source: VideoSource,
  cut: TeaserCut,
  options: { readonly format: TeaserFormat; readonly tools: FfmpegTools },
): FfmpegCommand {
  const { format, tools } = options;
  const { threads } = tools;
  const { clipS } = format;
  const isWhole = cut.clips.length === 0;
  const inputs = isWhole
    ? [videoInput(source, { threads, lengthS: WHOLE_BELOW_S })]
    : cut.clips.map((from) => videoInput(source, { threads, from, lengthS: clipS }));
  const picture = [
    'setpts=PTS-STARTPTS',
    // First, so that pictures which are not shown are not scaled; and joined clips must have one rate.
    `fps=${Number(cut.frameRate.toFixed(3))}`,
    pictureFilters({ source, size: cut.size, target: 'video', canToneMap: tools.canToneMap }),
    // A slide show may have one picture in all that time: it stands still for the rest of the clip.
    ...(isWhole ? [] : [`tpad=stop_mode=clone:stop_duration=${clipS}`, `trim=duration=${clipS}`]),
  ].join(',');
  const parts = inputs.map((_, index) => `[${index}:${source.streamIndex}]${picture}[c${index}]`);
  const labels = inputs.map((_, index) => `[c${index}]`).join('');
  const join = `${labels}concat=n=${inputs.length}:v=1:a=0[teaser]`;
  return {
    inputs,
    filterGraph: [...parts, join].join(';'),
    outputs: [{ path: cut.path, options: encoding(format, threads) }],
  };
}

function encoding({ crf, maxKbps }: TeaserFormat, threads: number): readonly string[] {
  return [
    ...['-map', '[teaser]', '-an', '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
    ...['-crf', String(crf), '-maxrate', `${maxKbps}k`, '-bufsize', `${maxKbps * 2}k`],
    ...['-threads', String(threads)],
    // Said in the file, because browsers guess the matrix of an unmarked one by its size.
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ...['-color_range', 'tv'],
    // The index in front: playing begins before all of it is there.
    ...['-movflags', '+faststart', '-f', 'mp4'],
  ];
}
