// A short silent film of moments from all over a video. Small for cards, large for the player: other numbers, same code.

import { join } from 'node:path';
import { FfmpegError } from '../../core/errors.ts';
import { boundShortSide } from '../../core/media/picture-size.ts';
import { checkVideo } from './check-video.ts';
import { findClips, guessClips } from './choose-clips.ts';
import { teaserFrameRate, WHOLE_BELOW_S } from './clip-plan.ts';
import { cutTeaser } from './cut-teaser.ts';
import { scoreFrame } from './frame-score.ts';
import type { MadeFile, PreviewTask } from './preview-task.ts';
import type { TeaserCut, TeaserFormat } from './teaser-command.ts';

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
  const frameRate = teaserFrameRate(task.source.frameRate);
  const look = { path, size, frameRate, trustsHeader: false };
  if (task.source.durationS < WHOLE_BELOW_S) await cutTeaser(task, { ...look, clips: [] }, format);
  else await cutClips(task, look, format);
  await checkVideo(path, size, task);
  return [{ name, mediaType: 'video/mp4', ...size }];
}

/** Looking for the best places costs half of what cutting does, and most films show something anywhere. */
async function cutClips(
  task: PreviewTask,
  look: Omit<TeaserCut, 'samplesPath' | 'clips'>,
  format: TeaserFormat,
): Promise<void> {
  const guessed = await guessClips(task, format.clipS);
  if (await showsSomething(task, { ...look, clips: guessed, trustsHeader: true }, format)) return;
  const clips = await findClips(task, format.clipS);
  await cutTeaser(task, { ...look, clips }, format);
}

/** Cuts a teaser; false when it fails, or a clip has nothing to be seen. */
async function showsSomething(
  task: PreviewTask,
  cut: Omit<TeaserCut, 'samplesPath'>,
  format: TeaserFormat,
): Promise<boolean> {
  try {
    const samples = await cutTeaser(task, cut, format);
    return samples.length >= cut.clips.length && samples.every((luma) => !scoreFrame(luma).isBlank);
  } catch (error) {
    if (error instanceof FfmpegError) return false;
    throw error;
  }
}
