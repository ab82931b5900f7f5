// What ffmpeg is told to turn a video into fragments that browsers play, from one of its segments on. Pure.

import type { Encoder } from '../../core/config-schema.ts';
import type { Conversion } from '../../core/contract/playback.ts';
import { hardenedInputOptions } from '../../core/media/hardened-input.ts';
import { inputName } from '../../core/media/input-name.ts';
import { pictureFilters } from '../../core/media/picture-filters.ts';
import { boundShortSide } from '../../core/media/picture-size.ts';
import type { VideoSource } from '../../core/media/video-source.ts';
import { encoderOptions } from './encoder-options.ts';
import { SEGMENT_S } from './segment-plan.ts';

/**
 * What is added to every time in the output, so that none is below 0: decoding begins before the first picture is shown,
 * and AAC before its first sound. Players count from the first segment.
 */
export const OUTPUT_OFFSET_S = 10;

/**
 * In a file without an index a seek ends anywhere, and pictures can be decoded from the next keyframe on: so far before a
 * segment decoding begins. Broadcasts have a keyframe every second or two.
 */
const DECODE_AHEAD_S = 3;

/**
 * Where keyframes are farther apart, fragments end between them: into a pipe ffmpeg cannot write one that lists more
 * pictures than fit into its 32 KiB of buffer.
 */
const LONGEST_FRAGMENT_S = 7;

/** More pictures a second than screens show are a mistake of the file, or cost what nobody sees. */
const MAX_FRAME_RATE = 60;
/** A segment of less could be one without pictures. */
const MIN_FRAME_RATE = 1;
const UNKNOWN_FRAME_RATE = 30;

/** One run of ffmpeg. */
export interface HlsRun {
  readonly source: VideoSource;
  readonly conversion: Conversion;
  /** Which of the sound tracks, from 0 in the file's order; a file without sound gives pictures alone. */
  readonly audioTrack: number;
  /** ffprobe's name of the codec of that track. */
  readonly audioCodec: string | undefined;
  /** Where to begin, in seconds on the source's clock: the start of a segment. */
  readonly fromS: number;
  /** Whether encoded pictures begin there even where the first that can be decoded comes later. */
  readonly fillsStart: boolean;
  readonly encoder: Encoder;
  /** The shorter side of what is encoded, at most. */
  readonly maxHeight: number;
  readonly canToneMap: boolean;
}

/** The arguments; what they make comes out of standard output, one fragment from keyframe to keyframe. */
export function hlsArguments(run: HlsRun): readonly string[] {
  const { source, conversion } = run;
  return [
    ...['-hide_banner', '-nostdin', '-v', 'error'],
    ...hardenedInputOptions,
    // AVI says only when pictures are decoded.
    ...['-fflags', '+genpts'],
    ...seekTo(run),
    ...['-i', inputName(source.path)],
    ...['-map', `0:${source.streamIndex}`, '-map', `0:a:${run.audioTrack}?`, '-sn', '-dn'],
    ...['-map_metadata', '-1', '-map_chapters', '-1'],
    ...(conversion === 'remux' ? copiedPictures(source) : encodedPictures(run)),
    ...sound(run),
    // The times of the source, so that segments of different runs fit together.
    ...['-copyts', '-start_at_zero', '-output_ts_offset', String(OUTPUT_OFFSET_S)],
    ...['-avoid_negative_ts', 'disabled', '-max_muxing_queue_size', '4096'],
    // Else the times of pictures are those after an edit list that is not written: the sound would be 80 ms early.
    ...['-use_editlist', '0'],
    ...['-movflags', 'frag_keyframe+empty_moov+default_base_moof+frag_discont'],
    ...['-frag_duration', String(LONGEST_FRAGMENT_S * 1e6)],
    ...['-f', 'mp4', 'pipe:1'],
  ];
}

function seekTo({ source, conversion, fromS }: HlsRun): readonly string[] {
  if (fromS <= 0) return [];
  // A keyframe's time is rounded in the plan: a little later still finds it and not the one before.
  if (conversion === 'remux') return ['-noaccurate_seek', '-ss', (fromS + 0.001).toFixed(3)];
  if (source.seeksToKeyframes) return ['-ss', fromS.toFixed(3)];
  return ['-noaccurate_seek', '-ss', Math.max(0, fromS - DECODE_AHEAD_S).toFixed(3)];
}

/** Drops what was read on the way to where the run begins; with an index, seeking does that. */
function trim(filter: 'trim' | 'atrim', { source, fromS }: HlsRun): readonly string[] {
  return source.seeksToKeyframes || fromS <= 0 ? [] : [`${filter}=start=${fromS.toFixed(3)}`];
}

function copiedPictures({ codec }: VideoSource): readonly string[] {
  // Without this name for it Safari does not play HEVC.
  return ['-c:v', 'copy', ...(codec === 'hevc' ? ['-tag:v', 'hvc1'] : [])];
}

function encodedPictures(run: HlsRun): readonly string[] {
  const { source, encoder, maxHeight, canToneMap } = run;
  const size = boundShortSide(source.size, maxHeight);
  const pictures = pictureFilters({ source, size, target: 'video', canToneMap });
  return [
    ...encoderOptions(encoder, [...trim('trim', run), pictures, steadyRate(run)].join(',')),
    // A keyframe where each segment begins, and nowhere else.
    ...['-g', '100000', '-keyint_min', '1', '-sc_threshold', '0'],
    ...['-force_key_frames', `expr:gte(t,n_forced*${SEGMENT_S})`],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ...['-color_range', 'tv'],
  ];
}

/**
 * A constant rate, so that every segment has pictures: also of a slide show, and before the first where sound begins. It
 * comes last, so that what fills a gap is one picture again and again: a copy of each took gigabytes where the times of a
 * broadcast jump by some minutes.
 */
function steadyRate({ source, fromS, fillsStart }: HlsRun): string {
  const said = source.frameRate ?? UNKNOWN_FRAME_RATE;
  const frameRate = Math.min(MAX_FRAME_RATE, Math.max(MIN_FRAME_RATE, said));
  // Keyframes are counted from the first picture: one off the grid of segments puts all others off it.
  const from = fillsStart || fromS <= source.startS ? `:start_time=${fromS.toFixed(3)}` : '';
  return `fps=${Number(frameRate.toFixed(3))}${from}`;
}

function sound(run: HlsRun): readonly string[] {
  const { audioCodec, source, fromS } = run;
  // In a stream without an index AAC is described in every frame, and the header of the output is written before one is read.
  if (audioCodec === 'aac' && source.seeksToKeyframes) {
    // At the start, without what comes before it: an edit list leaves that out.
    return ['-c:a', 'copy', ...(fromS <= 0 ? ['-copypriorss:a', '0'] : [])];
  }
  const filters = trim('atrim', run).flatMap((filter) => ['-af', filter]);
  return [...filters, '-c:a', 'aac', '-ac', '2', '-ar', '48000', '-b:a', '192k'];
}
