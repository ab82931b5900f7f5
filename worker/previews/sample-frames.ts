// Looks at many places of a video: takes small grey copies and judges them.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inBatches } from '../in-batches.ts';
import { readIfThere } from '../read-if-there.ts';
import { MAX_DECODE_S, type SeekPoint } from '../source/seek-point.ts';
import { decodersAtOnce } from './decoders-at-once.ts';
import { sampleSize, scoreFrame, type FrameScore } from './frame-score.ts';
import { runForTask, type PreviewTask } from './preview-task.ts';
import { sampleCommand } from './still-commands.ts';

/** The judgement of each point's picture, in their order; undefined where the video has none. */
export async function sampleFrames(
  task: PreviewTask,
  points: readonly SeekPoint[],
): Promise<readonly (FrameScore | undefined)[]> {
  const scores: (FrameScore | undefined)[] = [];
  for (const batch of inBatches(points, decodersAtOnce(task.source))) {
    const samples = batch.map((point, index) => ({
      point,
      path: join(task.folder, `sample-${index}.gray`),
    }));
    const deepS = batch.filter((point) => !point.isKeyframe).length * MAX_DECODE_S;
    await runForTask(task, sampleCommand(task.source, samples), deepS);
    for (const { path } of samples) scores.push(await takeScore(path));
  }
  return scores;
}

async function takeScore(path: string): Promise<FrameScore | undefined> {
  const luma = await readIfThere(path);
  await rm(path, { force: true });
  return luma.length === sampleSize.width * sampleSize.height ? scoreFrame(luma) : undefined;
}
