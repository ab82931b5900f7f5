// A short silent film of moments from all over a video. Small for cards, large for the player: other numbers, same code.

import { join } from 'node:path';
import { inBatches } from '../in-batches.ts';
import { boundShortSide } from '../../core/media/picture-size.ts';
import { MAX_DECODE_S, type SeekPoint } from '../source/seek-point.ts';
import { checkVideo } from './check-video.ts';
import { countClips, dropOverlapping, teaserFrameRate, WHOLE_BELOW_S } from './clip-plan.ts';
import { decodersAtOnce } from './decoders-at-once.ts';
import { findMoments } from './find-moments.ts';
import { runForTask, type MadeFile, type PreviewTask } from './preview-task.ts';
import { layStretches, splitStretch } from './stretches.ts';
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

/** Places that are looked at for each clip. */
const PLACES = 2;

/** Makes a teaser in the given format. */
export async function makeTeaser(
  task: PreviewTask,
  format: TeaserFormat,
): Promise<readonly MadeFile[]> {
  const { source, tools } = task;
  const size = boundShortSide(source.size, format.shortSide);
  const name = `${task.namePrefix}-${size.width}x${size.height}.mp4`;
  const path = join(task.folder, name);
  const clips = source.durationS < WHOLE_BELOW_S ? [] : await chooseClips(task, format.clipS);
  const cut = { path, size, frameRate: teaserFrameRate(source.frameRate), clips };
  if (clips.length <= decodersAtOnce(source))
    await runForTask(task, teaserCommand(source, cut, { format, tools }), workOf(clips, format));
  else await cutInParts(task, cut, format);
  await checkVideo(path, size, task);
  return [{ name, mediaType: 'video/mp4', ...size }];
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
  await runForTask(task, joinCommand(parts, cut.path, { format, tools }), 0);
}

/** Seconds of video that are decoded at most. */
function workOf(clips: readonly SeekPoint[], { clipS }: TeaserFormat): number {
  return clips.length === 0 ? WHOLE_BELOW_S : clips.length * (MAX_DECODE_S + clipS);
}

/** Where the clips begin. A stretch in which nothing can be seen is left out, unless nothing can be seen anywhere. */
async function chooseClips(task: PreviewTask, clipS: number): Promise<readonly SeekPoint[]> {
  const count = countClips(task.source.durationS);
  const stretches = layStretches(task.source, { count, lengthS: clipS });
  const found = await findMoments(
    task,
    stretches.map((stretch) => splitStretch(stretch, PLACES)),
  );
  const best = found.flatMap((group) => group.slice(0, 1));
  const shown = best.filter((moment) => !moment.isBlank);
  const clips = dropOverlapping(shown.length > 0 ? shown : best, clipS);
  return clips.map(({ point }) => point);
}
