// What the making of one preview works with and gives back, whatever its kind.

import type { FfmpegCommand } from '../ffmpeg/ffmpeg-command.ts';
import { runFfmpeg, type FfmpegReport } from '../ffmpeg/ffmpeg-runner.ts';
import type { FfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import type { VideoSource } from '../../core/media/video-source.ts';

/** One preview to be made. */
export interface PreviewTask {
  readonly source: VideoSource;
  /** An empty folder of the task's own, for results and for what leads to them. */
  readonly folder: string;
  /** How the names of results begin; different in every making, so that an address never changes what it shows. */
  readonly namePrefix: string;
  readonly tools: FfmpegTools;
  readonly signal: AbortSignal;
}

/** A finished file in the task's folder. */
export interface MadeFile {
  readonly name: string;
  readonly mediaType: 'image/jpeg' | 'text/vtt' | 'video/mp4';
  readonly width: number | null;
  readonly height: number | null;
}

/**
 * Runs ffmpeg for a task.
 *
 * @param workS seconds of video that it has to go through: it may take two minutes and then as long as playing them
 */
export async function runForTask(
  task: Pick<PreviewTask, 'tools' | 'signal'>,
  command: FfmpegCommand,
  workS: number,
): Promise<FfmpegReport> {
  const { tools, signal } = task;
  const timeoutMs = Math.round(120_000 + workS * 1000);
  return await runFfmpeg(command, { ffmpegPath: tools.ffmpegPath, signal, timeoutMs });
}
