// A short silent film of moments from all over a video. Small for cards, large for the player: other numbers, same code.

import { join } from 'node:path';
import { FfmpegError } from '../../core/errors.ts';
import { inBatches } from '../in-batches.ts';
import { readIfThere } from '../read-if-there.ts';
import { boundShortSide } from '../../core/media/picture-size.ts';
import { MAX_DECODE_S, type SeekPoint } from '../source/seek-point.ts';
import { checkVideo } from './check-video.ts';
import { findClips, guessClips } from './choose-clips.ts';
import { teaserFrameRate, WHOLE_BELOW_S } from './clip-plan.ts';
import { decodersAtOnce } from './decoders-at-once.ts';
import { scoreFrame, splitSamples } from './frame-score.ts';
import { runForTask, type MadeFile, type PreviewTask } from './preview-task.ts';
import {
  joinCommand,
  partCommand,
  teaserCommand,
  type TeaserCut,
  type TeaserFormat,
} from './teaser-command.ts';

/** The card's teaser: loaded by the dozen, so it weighs as little as it can. */
export const smallTeaser: TeaserFormat = { shortSide: 360, clipS: 1.3, crf: 27, maxKbps: 900 };

/** The player's teaser. */
export const largeTeaser: TeaserFormat = { shortSide: 720, clipS: 1.65, crf: 25, maxKbps: 3000 };

/** Makes a teaser in the given format. */
export async function makeTeaser(
  task: PreviewTask,
  format: TeaserFormat,
): Promise<readonly MadeFile[]> {
  const size = boundShortSide(task.source.size, format.shortSide);
  const name = `${task.namePrefix}-${size.width}x${size.height}.mp4`;
  const path = join(task.folder, name);
  const cut = {
    path,
    samplesPath: join(task.folder, 'samples.gray'),
    size,
    frameRate: teaserFrameRate(task.source.frameRate),
  };
  if (task.source.durationS < WHOLE_BELOW_S) await runCut(task, { ...cut, clips: [] }, format);
  else await cutClips(task, cut, format);
  await checkVideo(path, size, task);
  return [{ name, mediaType: 'video/mp4', ...size }];
}

/** Looking for the best places costs half of what cutting does, and most films show something anywhere. */
async function cutClips(
  task: PreviewTask,
  cut: Omit<TeaserCut, 'clips'>,
  format: TeaserFormat,
): Promise<void> {
  const guessed = await guessClips(task, format.clipS);
  if (await showsSomething(task, { ...cut, clips: guessed }, format)) return;
  const clips = await findClips(task, format.clipS);
  await runCut(task, { ...cut, clips }, format);
}

/** Cuts a teaser; false when it fails, or a clip has nothing to be seen. */
async function showsSomething(
  task: PreviewTask,
  cut: TeaserCut,
  format: TeaserFormat,
): Promise<boolean> {
  try {
    await runCut(task, cut, format);
  } catch (error) {
    if (error instanceof FfmpegError) return false;
    throw error;
  }
  const samples = splitSamples(await readIfThere(cut.samplesPath));
  return (
    samples.length >= cut.clips.length && samples.every((sample) => !scoreFrame(sample).isBlank)
  );
}

async function runCut(task: PreviewTask, cut: TeaserCut, format: TeaserFormat): Promise<void> {
  const { source, tools } = task;
  const { clips } = cut;
  if (clips.length <= decodersAtOnce(source))
    await runForTask(task, teaserCommand(source, cut, { format, tools }), workOf(clips, format));
  else await cutInParts(task, cut, format);
}

/** For a video so large that not all clips can be decoded side by side. */
async function cutInParts(task: PreviewTask, cut: TeaserCut, format: TeaserFormat): Promise<void> {
  const { source, folder, tools } = task;
  const batches = inBatches(cut.clips, decodersAtOnce(source));
  const parts = batches.map((_, index) => join(folder, `part-${index}.mkv`));
  for (const [index, clips] of batches.entries()) {
    const part = { ...cut, clips, path: parts[index] ?? cut.path };
    await runForTask(task, partCommand(source, part, { format, tools }), workOf(clips, format));
  }
  await runForTask(task, joinCommand(parts, cut, { format, tools }), 0);
}

/** Seconds of video that are decoded at most. */
function workOf(clips: readonly SeekPoint[], { clipS }: TeaserFormat): number {
  return clips.length === 0 ? WHOLE_BELOW_S : clips.length * (MAX_DECODE_S + clipS);
}
