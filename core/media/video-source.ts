// What decoding a file needs to know of it: which stream, how it is shown, when it runs. Reads ffprobe's answer; runs nothing.

import { z } from 'zod';
import { ProbeError } from '../errors.ts';
import { displayedSize, type PictureSize } from './picture-size.ts';

/** A video stream in a file. Times are seconds on the clock of ffmpeg's `-ss`: 0 is the file's start, whatever its timestamps. */
export interface VideoSource {
  /** A path that programs can open. */
  readonly path: string;
  readonly streamIndex: number;
  /** ffprobe's name, for example `h264`. */
  readonly codec: string;
  /** As displayed: rotation and pixel aspect applied. */
  readonly size: PictureSize;
  /** When the first picture is shown; late where sound comes first. */
  readonly startS: number;
  /** From the first picture to the end of the last; 0 when it cannot be known. */
  readonly durationS: number;
  /** When the last sound of any track ends; undefined without sound, or where the last packets do not say it. */
  readonly soundEndS: number | undefined;
  /** Pictures a second on average, or undefined where the file's word is not to be believed. */
  readonly frameRate: number | undefined;
  /** What timestamps in the file have more than the clock above. */
  readonly clockOffsetS: number;
  readonly sizeBytes: number;
  readonly dynamicRange: 'sdr' | 'pq' | 'hlg';
  readonly isInterlaced: boolean;
  /** False for colours of unknown matrix, as most old files have them. */
  readonly hasColourMatrix: boolean;
  /** False where the container says only when pictures are decoded, and that is another order than they are shown in. */
  readonly hasPictureTimes: boolean;
  /** A seek in the container ends on a keyframe at or before the time asked for. */
  readonly seeksToKeyframes: boolean;
  /** The header alone describes the streams, and the clock: ffmpeg needs to decode nothing before it opens the file. */
  readonly opensByHeader: boolean;
}

const seconds = z.coerce.number().optional().catch(undefined);

const stream = z.object({
  index: z.number(),
  codec_type: z.string().optional(),
  codec_name: z.string().default('unknown'),
  width: z.number().default(0),
  height: z.number().default(0),
  sample_aspect_ratio: z.string().optional(),
  field_order: z.string().optional(),
  color_space: z.string().optional(),
  color_transfer: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  start_time: seconds,
  duration: seconds,
  has_b_frames: z.number().default(0),
  disposition: z.record(z.string(), z.number()).default({}),
  side_data_list: z.array(z.object({ rotation: z.number().optional() })).default([]),
});

/** ffprobe's answer to {@link probeArguments}. */
export const probeAnswer = z.object({
  streams: z.array(stream).default([]),
  format: z.object({
    format_name: z.string().default(''),
    start_time: seconds,
    duration: seconds,
  }),
  packets: z
    .array(
      z.object({
        stream_index: z.number(),
        pts_time: seconds,
        dts_time: seconds,
        duration_time: seconds,
      }),
    )
    .default([]),
});
type ProbeAnswer = z.infer<typeof probeAnswer>;
type Stream = z.infer<typeof stream>;

/** What ffprobe is asked of the file, before the input. */
export const probeArguments = [
  ...['-of', 'json', '-show_entries', 'format=format_name,start_time,duration'],
  ...['-show_entries', `stream=${Object.keys(stream.shape).join(',')}`],
  ...['-show_entries', 'stream_disposition', '-show_entries', 'stream_side_data=rotation'],
  ...['-show_entries', 'packet=stream_index,pts_time,dts_time,duration_time'],
] as const;

/**
 * Has only the packets at the file's end listed. A claimed duration can be wrong by hours; a seek beyond every end goes
 * to the last place from which the file can be read.
 */
export const lastPackets = ['-read_intervals', '999999999%'] as const;

/** Has every packet listed, of pictures only: those of a day are much already. */
export const allPicturePackets = ['-select_streams', 'v'] as const;

/** Containers without an index: a seek ends between keyframes. */
const unindexedFormats = ['mpegts', 'mpeg', 'mpegvideo', 'dv', 'pva', 'ty'];

/** Pictures that are no video: covers, and the stills that some cameras add. */
const pictureDispositions = ['attached_pic', 'timed_thumbnails', 'still_image'];

/**
 * Describes the first real video stream.
 *
 * @throws ProbeError when there is none.
 */
export function describeSource(
  answer: ProbeAnswer,
  file: { readonly path: string; readonly sizeBytes: number },
): VideoSource {
  const video = answer.streams.find(isVideo);
  if (video === undefined) throw new ProbeError('The file has no video stream.');
  const formats = answer.format.format_name.split(',');
  const clockOffsetS = answer.format.start_time ?? video.start_time ?? 0;
  const startS = Math.max(0, (video.start_time ?? clockOffsetS) - clockOffsetS);
  return {
    ...file,
    streamIndex: video.index,
    codec: video.codec_name,
    size: displayedSize({
      width: video.width,
      height: video.height,
      pixelAspect: readRatio(video.sample_aspect_ratio, ':') ?? 1,
      rotation: video.side_data_list.find((data) => data.rotation !== undefined)?.rotation ?? 0,
    }),
    startS,
    durationS: findDuration(answer, video, clockOffsetS + startS),
    soundEndS: findSoundEnd(answer, clockOffsetS),
    frameRate: readFrameRate(video),
    clockOffsetS,
    dynamicRange: readDynamicRange(video.color_transfer),
    isInterlaced: ['tt', 'bb', 'tb', 'bt'].includes(video.field_order ?? ''),
    hasColourMatrix: !['unknown', 'reserved', undefined].includes(video.color_space),
    hasPictureTimes: !formats.includes('avi') || video.has_b_frames === 0,
    seeksToKeyframes: !formats.some((format) => unindexedFormats.includes(format)),
    // Matroska's header does not say how far pictures are out of order, and ffmpeg's clock starts at 0 unless it looks.
    opensByHeader: formats.includes('mov') && clockOffsetS === 0,
  };
}

function isVideo(candidate: Stream): boolean {
  const { codec_type, width, height, disposition } = candidate;
  const isPicture = pictureDispositions.some((name) => disposition[name] === 1);
  return codec_type === 'video' && width > 0 && height > 0 && !isPicture;
}

/**
 * What the last packets say, for headers can be wrong both ways. Of what the stream and the file say the shorter: a seek
 * beyond the end finds nothing.
 */
function findDuration(answer: ProbeAnswer, video: Stream, firstPtsS: number): number {
  const times = answer.packets
    .filter((packet) => packet.stream_index === video.index)
    .map((packet) => packet.pts_time ?? packet.dts_time ?? -Infinity);
  const frameS = 1 / (readFrameRate(video) ?? 25);
  const lastS = times.reduce((latest, time) => Math.max(latest, time), -Infinity);
  const readS = lastS + frameS - firstPtsS;
  if (Number.isFinite(readS) && readS > 0) return readS;
  const said = [video.duration, answer.format.duration];
  const shortest = Math.min(
    ...said.map((durationS = 0) => durationS).filter((durationS) => durationS > 0),
  );
  return Number.isFinite(shortest) ? shortest : 0;
}

function findSoundEnd(answer: ProbeAnswer, clockOffsetS: number): number | undefined {
  const sounds = answer.streams.filter(({ codec_type }) => codec_type === 'audio');
  const ofSound = new Set(sounds.map(({ index }) => index));
  const endsS = answer.packets
    .filter((packet) => ofSound.has(packet.stream_index))
    .map(({ pts_time = -Infinity, duration_time = 0 }) => pts_time + duration_time - clockOffsetS);
  const endS = Math.max(...endsS);
  return Number.isFinite(endS) ? endS : undefined;
}

/** Whether the answer lists a packet of the video. */
export function hasPicturePackets({ streams, packets }: ProbeAnswer): boolean {
  const video = streams.find(isVideo);
  return packets.some((packet) => packet.stream_index === video?.index);
}

function readFrameRate(video: Stream): number | undefined {
  const rate = readRatio(video.avg_frame_rate, '/');
  return rate !== undefined && rate >= 0.1 && rate <= 300 ? rate : undefined;
}

function readRatio(text: string | undefined, separator: string): number | undefined {
  const [above, below] = (text ?? '').split(separator).map(Number);
  return above && below && above > 0 && below > 0 ? above / below : undefined;
}

function readDynamicRange(transfer: string | undefined): VideoSource['dynamicRange'] {
  if (transfer === 'smpte2084') return 'pq';
  return transfer === 'arib-std-b67' ? 'hlg' : 'sdr';
}
