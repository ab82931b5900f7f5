// Asks ffprobe about a file. What the answers mean is video-source.ts's.

import { ProbeError, ProcessError } from '../errors.ts';
import { runProcess } from '../run-process.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { hardenedInputOptions } from './hardened-input.ts';
import { inputName } from './input-name.ts';
import {
  allPicturePackets,
  describeSource,
  hasPicturePackets,
  lastPackets,
  probeAnswer,
  probeArguments,
  type VideoSource,
} from './video-source.ts';

/** A file without an index is read to its end, which takes long where it is large and the disk slow. */
const PROBE_TIMEOUT_MS = 5 * 60_000;
/** Room for the packets of a day of video. */
const MAX_ANSWER_BYTES = 256 * 1024 * 1024;

/** A file that programs can open. */
interface MediaFile {
  readonly path: string;
  readonly sizeBytes: number;
}

interface ProbeOptions {
  readonly tools: Pick<FfmpegTools, 'ffprobePath'>;
  readonly signal: AbortSignal;
}

/**
 * Finds out what decoding a file needs to know of it.
 *
 * @throws ProbeError when it is no video that ffprobe can read.
 */
export async function inspectSource(file: MediaFile, options: ProbeOptions): Promise<VideoSource> {
  const answer = await probe(file, lastPackets, options);
  if (hasPicturePackets(answer)) return describeSource(answer, file);
  // No seek finds the last picture, as in FLV without an index: then only reading all of it tells.
  const { packets } = await probe(file, allPicturePackets, options);
  return describeSource({ ...answer, packets: [...answer.packets, ...packets] }, file);
}

/**
 * The times of the keyframes around `timesS`, sorted, on the source's clock. Where the container has no index, those
 * that follow a time within some seconds.
 */
export async function readKeyframes(
  source: VideoSource,
  timesS: readonly number[],
  options: ProbeOptions,
): Promise<readonly number[]> {
  // A seek ends on a keyframe, so one packet tells; in a file without an index one has to look for it.
  const packets = source.seeksToKeyframes ? 1 : 300;
  const intervals = timesS.map(
    (timeS) => `${(timeS + source.clockOffsetS).toFixed(3)}%+#${packets}`,
  );
  return await listKeyframes(source, intervals, options);
}

/**
 * The time of the first packet's picture if it is a keyframe, on the source's clock: below 0 where an edit list hides it,
 * and a seek does not find it.
 */
export async function readFirstKeyframe(
  source: VideoSource,
  options: ProbeOptions,
): Promise<number | undefined> {
  const [firstS] = await listKeyframes(source, ['%+#1'], options);
  return firstS;
}

async function listKeyframes(
  source: VideoSource,
  intervals: readonly string[],
  options: ProbeOptions,
): Promise<readonly number[]> {
  const answer = await runProbe(source.path, {
    ...options,
    args: [
      ...(source.opensByHeader ? ['-nofind_stream_info'] : []),
      ...['-select_streams', String(source.streamIndex), '-of', 'csv=p=0'],
      ...[
        '-read_intervals',
        intervals.join(','),
        '-show_entries',
        'packet=pts_time,dts_time,flags',
      ],
    ],
  });
  const keyframes = answer.split('\n').flatMap((line) => {
    const [shown = '', decoded = '', flags = ''] = line.split(',');
    // AVI does not say when pictures of H.264 are shown, only when they are decoded.
    const timeS = Number.parseFloat(shown === 'N/A' ? decoded : shown);
    return flags.startsWith('K') && Number.isFinite(timeS) ? [timeS - source.clockOffsetS] : [];
  });
  return [...new Set(keyframes)].sort((a, b) => a - b);
}

async function probe(file: MediaFile, range: readonly string[], options: ProbeOptions) {
  const answer = await runProbe(file.path, { ...options, args: [...probeArguments, ...range] });
  const parsed = probeAnswer.safeParse(JSON.parse(answer));
  if (parsed.success) return parsed.data;
  throw new ProbeError('ffprobe gave an answer that cannot be understood.', {
    cause: parsed.error,
  });
}

async function runProbe(
  path: string,
  options: ProbeOptions & { readonly args: readonly string[] },
): Promise<string> {
  const { tools, signal, args } = options;
  const argv = ['-v', 'error', ...args, ...hardenedInputOptions, inputName(path)];
  const limits = { signal, timeoutMs: PROBE_TIMEOUT_MS, maxStdoutBytes: MAX_ANSWER_BYTES };
  try {
    return (await runProcess(tools.ffprobePath, argv, limits)).toString();
  } catch (cause) {
    if (!(cause instanceof ProcessError)) throw cause;
    throw new ProbeError(`The file cannot be read as a video: ${cause.message}`, { cause });
  }
}
