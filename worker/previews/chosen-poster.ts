// The poster that a person chose: a picture of the video at a time, or one that they brought.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unfitOutput } from '../ffmpeg/unfit-output.ts';
import type { SeekPoint } from '../source/seek-point.ts';
import { readJpegSize } from './jpeg-size.ts';
import { posterSizes } from './poster.ts';
import { runForTask, type MadeFile, type PreviewTask } from './preview-task.ts';
import { pictureCommand } from './still-commands.ts';
import { checkStill, takeStills } from './take-stills.ts';

/** More than lies between keyframes, where a file without an index can only be entered at one. */
const ENTRY_S = 15;

/** Browsers' times are rounded, too. */
const ROUNDING_S = 0.001;

/** Makes the poster of the picture that is on show at `timeS`; undefined where the video has long been over by then. */
export async function makePosterOfFrame(
  task: PreviewTask,
  timeS: number,
): Promise<readonly MadeFile[] | undefined> {
  const { source } = task;
  if (timeS > source.startS + source.durationS + 1) return undefined;
  const enterS = source.seeksToKeyframes ? timeS : Math.max(0, timeS - ENTRY_S);
  const point: SeekPoint = { timeS: enterS, isKeyframe: false };
  const shownAfterS = timeS - enterS + ROUNDING_S;
  return await takeStills(task, [
    { point, shownAfterS, label: '', sizes: posterSizes(source.size) },
  ]);
}

/**
 * Makes the poster of a JPEG picture.
 *
 * @throws FfmpegError when it is none.
 */
export async function makePosterOfPicture(
  task: Omit<PreviewTask, 'source'>,
  picture: Uint8Array,
): Promise<readonly MadeFile[]> {
  const size = readJpegSize(Buffer.from(picture));
  if (size === undefined) throw unfitOutput('The picture in the catalogue is no JPEG file.');
  const path = join(task.folder, 'chosen.jpg');
  await writeFile(path, picture);
  const files = posterSizes(size).map((fitting) => {
    const name = `${task.namePrefix}-${fitting.width}x${fitting.height}.jpg`;
    return { name, path: join(task.folder, name), size: fitting };
  });
  await runForTask(task, pictureCommand(path, files), 0);
  for (const file of files) await checkStill(file.path, file.size);
  return files.map(({ name, size: { width, height } }) => ({
    name,
    mediaType: 'image/jpeg',
    width,
    height,
  }));
}
