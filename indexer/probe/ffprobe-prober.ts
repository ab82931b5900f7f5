// Asks ffprobe, and counts packets where its answer cannot be. Owns what a failing ffprobe means.

import { AppError, ProbeError, ProcessError, systemErrorCode } from '../../core/errors.ts';
import { runProcess } from '../../core/run-process.ts';
import { findPicture } from './assemble-probe.ts';
import { describeArguments, ffprobeInput, packetArguments } from './ffprobe-arguments.ts';
import { type FfprobeFacts, parseFfprobeOutput } from './ffprobe-output.ts';
import { packetRate, type PacketTimes, parsePacketTimes } from './packet-times.ts';
import { firstPlausibleFps, isPlausibleDuration } from './plausible.ts';

const TIMEOUT_MS = 30_000;
/** So many packets tell a frame rate. */
const COUNTED_PACKETS = 300;

/** A file for ffprobe. */
export interface FfprobeFile {
  readonly path: string;
  /** Open for reading until the answer is there. */
  readonly descriptor: number;
  readonly sizeBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The facts of a file. A duration that the file does not say or cannot have is counted, and undefined where counting
 * takes too long; so is a frame rate.
 *
 * @throws ProbeError when ffprobe cannot make sense of the file, AppError `ffprobe_missing` when it cannot be started,
 *   the signal's reason.
 */
export async function readWithFfprobe(
  ffprobePath: string,
  file: FfprobeFile,
): Promise<FfprobeFacts> {
  const input = ffprobeInput(file.path, file.descriptor);
  const run = async (args: readonly string[]) => {
    const { signal } = file;
    const output = await runProcess(ffprobePath, args, {
      timeoutMs: TIMEOUT_MS,
      ...(signal && { signal }),
    });
    return output.toString('utf8');
  };
  try {
    const facts = parseFfprobeOutput(await run(describeArguments(input)));
    return await correctTimes(facts, file.sizeBytes, async (maxPackets) =>
      parsePacketTimes(await run(packetArguments(input, maxPackets)).catch(tolerateFailure)),
    );
  } catch (error) {
    file.signal?.throwIfAborted();
    throw explainFailure(error, ffprobePath, file.path);
  }
}

type CountPackets = (maxPackets: number | undefined) => Promise<PacketTimes | undefined>;

async function correctTimes(
  facts: FfprobeFacts,
  sizeBytes: number,
  count: CountPackets,
): Promise<FfprobeFacts> {
  const picture = findPicture(facts.streams);
  if (!picture) return facts;
  const isDurationOdd = !isPlausibleDuration(facts.durationS, sizeBytes);
  if (!isDurationOdd && picture.fps !== undefined) return facts;
  const times = await count(isDurationOdd ? undefined : COUNTED_PACKETS);
  const fps = picture.fps ?? firstPlausibleFps(times && packetRate(times));
  return {
    ...facts,
    durationS: isDurationOdd ? times?.spanS : facts.durationS,
    streams: facts.streams.map((stream) => (stream === picture ? { ...picture, fps } : stream)),
  };
}

/** A video whose packets cannot be counted in time is still a video. */
function tolerateFailure(error: unknown): string {
  if (error instanceof ProcessError) return '';
  throw error;
}

function explainFailure(cause: unknown, ffprobePath: string, path: string): AppError {
  if (!(cause instanceof ProcessError)) {
    return new ProbeError(`${path} gets an answer from ffprobe that makes no sense`, { cause });
  }
  if (systemErrorCode(cause.cause) !== undefined) {
    const hint = 'install ffmpeg, or set ffmpeg.ffprobePath';
    return new AppError('ffprobe_missing', `${ffprobePath} cannot be started: ${hint}`, { cause });
  }
  // ffprobe says what is wrong as the last part of its last line; when it was killed it says nothing.
  const lastLine = cause.stderrTail.trim().split('\n').at(-1) ?? '';
  const said = lastLine.replace(/^\[[^\]]*\] /, '').replace(/^.*: /, '');
  const reason = cause.exitCode === null || said === '' ? cause.message : said;
  return new ProbeError(`${path} cannot be read as a video: ${reason}`, { cause });
}
