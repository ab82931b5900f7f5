// Takes pictures of a video in several sizes and checks them.

import { join } from 'node:path';
import { unfitOutput } from '../ffmpeg/unfit-output.ts';
import { inBatches } from '../in-batches.ts';
import type { PictureSize } from '../../core/media/picture-size.ts';
import { readIfThere } from '../read-if-there.ts';
import { MAX_DECODE_S, type SeekPoint } from '../source/seek-point.ts';
import { readJpegSize } from './jpeg-size.ts';
import { decodersAtOnce } from './decoders-at-once.ts';
import { runForTask, type MadeFile, type PreviewTask } from './preview-task.ts';
import { stillCommand } from './still-commands.ts';

/** A picture that is wanted. */
export interface WantedStill {
  readonly point: SeekPoint;
  /** Seconds after the point: the picture is the one that is on show then. @default the first picture */
  readonly shownAfterS?: number;
  /** Told apart by it where there are several; part of the name. */
  readonly label: string;
  /** Equal ones are written once. */
  readonly sizes: readonly PictureSize[];
}

/**
 * Writes each picture in each size, in this order.
 *
 * @throws FfmpegError when there is no picture at a point, or ffmpeg fails.
 */
export async function takeStills(
  task: PreviewTask,
  wanted: readonly WantedStill[],
): Promise<readonly MadeFile[]> {
  const stills = wanted.map(({ label, sizes, ...place }) => ({
    ...place,
    files: distinctSizes(sizes).map((size) => {
      const name = `${task.namePrefix}${label}-${size.width}x${size.height}.jpg`;
      return { name, path: join(task.folder, name), size };
    }),
  }));
  for (const batch of inBatches(stills, decodersAtOnce(task.source))) {
    await runForTask(
      task,
      stillCommand(task.source, batch, task.tools),
      batch.length * MAX_DECODE_S,
    );
  }
  const files = stills.flatMap((still) => still.files);
  for (const { path, size } of files) await checkStill(path, size);
  return files.map(({ name, size }) => ({ name, mediaType: 'image/jpeg', ...size }));
}

/** The sizes without those that come again. */
export function distinctSizes(sizes: readonly PictureSize[]): readonly PictureSize[] {
  return [...new Map(sizes.map((size) => [`${size.width}x${size.height}`, size])).values()];
}

/** @throws FfmpegError when the file is not a whole JPEG of the size. */
export async function checkStill(path: string, size: PictureSize): Promise<void> {
  const found = readJpegSize(await readIfThere(path));
  if (found?.width === size.width && found.height === size.height) return;
  const what = found === undefined ? 'no picture' : `a picture of ${found.width}x${found.height}`;
  throw unfitOutput(`ffmpeg made ${what} where one of ${size.width}x${size.height} was due.`);
}
