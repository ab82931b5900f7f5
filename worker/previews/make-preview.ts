// Makes a preview of any kind.

import type { PreviewKind } from '../../core/contract/video.ts';
import { makePoster } from './poster.ts';
import type { MadeFile, PreviewTask } from './preview-task.ts';
import { makePreviewThumbnails } from './preview-thumbnails.ts';
import { makeSeekThumbnails } from './seek-thumbnails.ts';
import { largeTeaser, makeTeaser, smallTeaser } from './teaser.ts';

const makers = {
  poster: makePoster,
  previewThumbnails: makePreviewThumbnails,
  seekThumbnails: makeSeekThumbnails,
  teaserSmall: (task) => makeTeaser(task, smallTeaser),
  teaserLarge: (task) => makeTeaser(task, largeTeaser),
} as const satisfies Record<PreviewKind, (task: PreviewTask) => Promise<readonly MadeFile[]>>;

/**
 * Makes the files of one preview in the task's folder, the one that stands for all of them first: the card's poster, the
 * WebVTT file of the sheets.
 *
 * @throws FfmpegError, ProcessError or ProbeError when it cannot be made; the signal's reason when aborted.
 */
export async function makePreview(
  kind: PreviewKind,
  task: PreviewTask,
): Promise<readonly MadeFile[]> {
  return await makers[kind](task);
}
