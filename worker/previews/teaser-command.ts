// The run of ffmpeg that cuts a teaser. Pure.

import type { FfmpegCommand, FfmpegOutput } from '../ffmpeg/ffmpeg-command.ts';
import type { FfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { inputName } from '../../core/media/input-name.ts';
import { pictureFilters } from '../../core/media/picture-filters.ts';
import { videoInput } from '../ffmpeg/video-input.ts';
import { isMuchSmaller, type PictureSize } from '../../core/media/picture-size.ts';
import type { SeekPoint } from '../source/seek-point.ts';
import type { VideoSource } from '../../core/media/video-source.ts';
import { WHOLE_BELOW_S } from './clip-plan.ts';
import { sampleFilters } from './still-commands.ts';

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
  /** Where a small grey copy of a picture in the middle of each clip goes; see {@link sampleCommand}. */
  readonly samplesPath: string;
  readonly size: PictureSize;
  readonly frameRate: number;
  /** Where the clips begin; empty for the video from its start. */
  readonly clips: readonly SeekPoint[];
  /** Opens the file by its header where that is enough. It saves a tenth, and may fail where a clip has no picture. */
  readonly trustsHeader: boolean;
}

/** The index in front: playing begins before all of it is there. */
const fileOptions = ['-map_metadata', '-1', '-movflags', '+faststart', '-f', 'mp4'] as const;

interface TeaserOptions {
  readonly format: TeaserFormat;
  readonly tools: FfmpegTools;
}

/** Cuts the clips by seeking, one input each, and joins them: nothing between them is decoded. */
export function teaserCommand(
  source: VideoSource,
  cut: TeaserCut,
  options: TeaserOptions,
): FfmpegCommand {
  const { inputs, filterGraph } = clipsCommand(source, cut, options);
  return { inputs, ...teaserOutputs(filterGraph, cut, options) };
}

/** Makes one file of the teasers that `listPath` names, as they are; see {@link partsList}. */
export function joinCommand(listPath: string, path: string): FfmpegCommand {
  const options = ['-protocol_whitelist', 'file', '-f', 'concat'];
  return {
    inputs: [{ path: inputName(listPath), options }],
    outputs: [{ path, options: ['-c', 'copy', ...fileOptions] }],
  };
}

/** What {@link joinCommand} reads: names of files beside the list, in order. */
export function partsList(names: readonly string[]): string {
  return ['ffconcat version 1.0', ...names.map((name) => `file ${name}`), ''].join('\n');
}

function clipsCommand(
  source: VideoSource,
  cut: TeaserCut,
  { format, tools }: TeaserOptions,
): Pick<FfmpegCommand, 'inputs'> & { readonly filterGraph: string } {
  const { canToneMap, threads } = tools;
  const { clipS } = format;
  const isWhole = cut.clips.length === 0;
  const options = [
    ...(cut.trustsHeader && source.opensByHeader ? ['-nofind_stream_info'] : []),
    // Only pictures that no other is made from: their edges of blocks cannot spread.
    ...(isMuchSmaller(cut.size, source.size) ? ['-skip_loop_filter', 'noref'] : []),
  ];
  const inputs = isWhole
    ? [videoInput(source, { threads, options, lengthS: WHOLE_BELOW_S })]
    : cut.clips.map((from) => videoInput(source, { threads, options, from, lengthS: clipS }));
  const filters = [
    'setpts=PTS-STARTPTS',
    // First, so that pictures which are not shown are not scaled; and joined clips must have one rate.
    `fps=${Number(cut.frameRate.toFixed(3))}`,
    pictureFilters({ source, size: cut.size, target: 'video', canToneMap }),
    // A slide show may have one picture in all that time: it stands still for the rest of the clip.
    ...(isWhole ? [] : [`tpad=stop_mode=clone:stop_duration=${clipS}`, `trim=duration=${clipS}`]),
  ].join(',');
  const clips = inputs.map((_, index) => `[${index}:${source.streamIndex}]${filters}[c${index}]`);
  const joined = concat(inputs.map((_, index) => `[c${index}]`));
  return { inputs, filterGraph: [...clips, joined].join(';') };
}

function concat(labels: readonly string[]): string {
  return `${labels.join('')}concat=n=${labels.length}:v=1:a=0[clips]`;
}

/** The teaser and, of the same pictures, one in the middle of each clip to be judged: to decode it again would cost more. */
function teaserOutputs(
  clips: string,
  cut: TeaserCut,
  options: TeaserOptions,
): Pick<FfmpegCommand, 'filterGraph' | 'outputs'> {
  const middles = `fps=fps=1/${options.format.clipS}:start_time=0:round=near`;
  return {
    filterGraph: [
      clips,
      '[clips]split[teaser][copy]',
      `[copy]${middles},${sampleFilters}[samples]`,
    ].join(';'),
    outputs: [
      teaserOutput(cut.path, options),
      { path: cut.samplesPath, options: ['-map', '[samples]', '-f', 'rawvideo'] },
    ],
  };
}

function teaserOutput(path: string, { format, tools }: TeaserOptions): FfmpegOutput {
  const { crf, maxKbps } = format;
  const options = [
    ...['-map', '[teaser]', '-an', '-sn', '-dn', '-map_chapters', '-1'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
    ...['-crf', String(crf), '-maxrate', `${maxKbps}k`, '-bufsize', `${maxKbps * 2}k`],
    ...['-threads', String(tools.threads)],
    // Said in the file, because browsers guess the matrix of an unmarked one by its size.
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ...['-color_range', 'tv'],
    ...fileOptions,
  ];
  return { path, options };
}
