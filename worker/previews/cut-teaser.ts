// Cuts a teaser out of a video by one run of ffmpeg, or by several that are joined.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { unfitOutput } from '../ffmpeg/unfit-output.ts';
import { readIfThere } from '../read-if-there.ts';
import { MAX_DECODE_S, type SeekPoint } from '../source/seek-point.ts';
import { WHOLE_BELOW_S } from './clip-plan.ts';
import { decodersAtOnce } from './decoders-at-once.ts';
import { splitSamples } from './frame-score.ts';
import { runForTask, type PreviewTask } from './preview-task.ts';
import { shareClips } from './share-clips.ts';
import {
  joinCommand,
  partsList,
  teaserCommand,
  type TeaserCut,
  type TeaserFormat,
} from './teaser-command.ts';

/** What one run makes. */
interface Part {
  readonly cut: TeaserCut;
  /** Within the task's folder. */
  readonly name: string;
}

/**
 * Writes the teaser to `cut.path`.
 *
 * @returns a small grey copy of a picture in the middle of each clip that has one, in order
 * @throws FfmpegError when ffmpeg fails, or finds no picture at any of several clips.
 */
export async function cutTeaser(
  task: PreviewTask,
  cut: Omit<TeaserCut, 'samplesPath'>,
  format: TeaserFormat,
): Promise<readonly Buffer[]> {
  const { source, folder, tools } = task;
  const limits = { threads: tools.threads, decoders: decodersAtOnce(source) };
  const { runs, atOnce, threads } = shareClips(cut.clips, limits);
  const parts = runs.map((clips, index) => {
    const name = `part-${index}.mp4`;
    const path = runs.length === 1 ? cut.path : join(folder, name);
    return { name, cut: { ...cut, clips, path, samplesPath: `${path}.gray` } };
  });
  const runTask = { ...task, tools: { ...tools, threads } };
  await runParts(runTask, parts, { atOnce, format });
  const samples = await Promise.all(parts.map(async (part) => await samplesOf(part)));
  if (runs.length > 1) {
    // A run without pictures writes a file that cannot be opened.
    const pictured = parts.filter((_, index) => (samples[index]?.length ?? 0) > 0);
    await joinParts(task, pictured, cut.path);
  }
  return samples.flat();
}

/** When one fails the others are ended; none is left when it settles. */
async function runParts(
  task: PreviewTask,
  parts: readonly Part[],
  options: { readonly atOnce: number; readonly format: TeaserFormat },
): Promise<void> {
  const { source, tools } = task;
  const { atOnce, format } = options;
  const failed = new AbortController();
  const signal = AbortSignal.any([task.signal, failed.signal]);
  const queue = new PQueue({ concurrency: atOnce });
  const runs = parts.map(async ({ cut }) => {
    const command = teaserCommand(source, cut, { format, tools });
    const run = async () => await runForTask({ tools, signal }, command, workOf(cut.clips, format));
    await queue.add(run).catch((error: unknown) => failed.abort(error));
  });
  await Promise.all(runs);
  signal.throwIfAborted();
}

async function samplesOf({ cut }: Part): Promise<readonly Buffer[]> {
  return splitSamples(await readIfThere(cut.samplesPath));
}

async function joinParts(task: PreviewTask, parts: readonly Part[], path: string): Promise<void> {
  if (parts.length === 0) throw unfitOutput('ffmpeg found no picture at any place of the video.');
  const listPath = join(task.folder, 'parts.txt');
  await writeFile(listPath, partsList(parts.map(({ name }) => name)));
  await runForTask(task, joinCommand(listPath, path), 0);
}

/** Seconds of video that are decoded at most. */
function workOf(clips: readonly SeekPoint[], { clipS }: TeaserFormat): number {
  return clips.length === 0 ? WHOLE_BELOW_S : clips.length * (MAX_DECODE_S + clipS);
}
