// Which ffmpeg and ffprobe there are, and what they can do. Runs them for nothing else.

import { availableParallelism } from 'node:os';
import { AppError, describeError } from '../errors.ts';
import { runProcess } from '../run-process.ts';
import { hasX264 } from './x264.ts';

/** The programs and how they are to be used. */
export interface FfmpegTools {
  readonly ffmpegPath: string;
  readonly ffprobePath: string;
  /** For example `5.1.9-0+deb12u1`. */
  readonly version: string;
  /** Has the filters that turn HDR into SDR exactly; without them an approximation is used. */
  readonly canToneMap: boolean;
  /** Has libx264, by which teasers are encoded. */
  readonly hasX264: boolean;
  /** Threads for one decoder or encoder. */
  readonly threads: number;
}

/** What decides about {@link FfmpegTools}: paths and the number of ffmpeg processes at the same time. */
export interface FfmpegSettings {
  readonly ffmpegPath: string;
  readonly ffprobePath: string;
  readonly concurrency: number;
}

/** More threads than this make one preview hardly faster, and decoding takes memory by the thread. */
const MOST_THREADS = 4;

/**
 * Finds out what the programs can do.
 *
 * @throws AppError `ffmpeg_missing` when one of them cannot be run.
 */
export async function readFfmpegTools(settings: FfmpegSettings): Promise<FfmpegTools> {
  const { ffmpegPath, ffprobePath, concurrency } = settings;
  try {
    const timeoutMs = 30_000;
    const version = await runProcess(ffmpegPath, ['-version'], { timeoutMs });
    const filters = await runProcess(ffmpegPath, ['-hide_banner', '-filters'], { timeoutMs });
    await runProcess(ffprobePath, ['-version'], { timeoutMs });
    const names = new Set(
      Array.from(filters.toString().matchAll(/^ \S+ (\w+)/gm), ([, name]) => name),
    );
    return {
      ffmpegPath,
      ffprobePath,
      version: /^ffmpeg version (\S+)/.exec(version.toString())?.[1] ?? 'unknown',
      hasX264: await hasX264(ffmpegPath),
      canToneMap: names.has('zscale') && names.has('tonemap'),
      threads: Math.max(
        1,
        Math.min(MOST_THREADS, Math.floor(availableParallelism() / concurrency)),
      ),
    };
  } catch (cause) {
    const message = `ffmpeg cannot be used: ${describeError(cause)}. Install ffmpeg with ffprobe (for example "apt install ffmpeg"), or say where they are with FFMPEG_PATH and FFPROBE_PATH.`;
    throw new AppError('ffmpeg_missing', message, { cause });
  }
}
