// Makes sure that a video which was made can be played: it is decoded to its end once.

import { z } from 'zod';
import { runProcess } from '../../core/run-process.ts';
import { hardenedInputOptions } from '../../core/media/hardened-input.ts';
import { inputName } from '../../core/media/input-name.ts';
import { unfitOutput } from '../ffmpeg/unfit-output.ts';
import type { PictureSize } from '../../core/media/picture-size.ts';
import type { PreviewTask } from './preview-task.ts';

const answer = z.object({
  streams: z.tuple([
    z.object({
      codec_name: z.string(),
      width: z.number(),
      height: z.number(),
      nb_read_frames: z.coerce.number(),
    }),
  ]),
});

/**
 * Resolves when the file holds one H.264 stream of the size with at least one picture, and nothing else.
 *
 * @throws FfmpegError when it does not, ProcessError when it cannot be read at all.
 */
export async function checkVideo(
  path: string,
  size: PictureSize,
  { tools, signal }: Pick<PreviewTask, 'tools' | 'signal'>,
): Promise<void> {
  const wanted = 'stream=codec_name,width,height,nb_read_frames';
  const args = [
    ...[
      '-v',
      'error',
      '-nofind_stream_info',
      '-count_frames',
      '-show_entries',
      wanted,
      '-of',
      'json',
    ],
    ...hardenedInputOptions,
    inputName(path),
  ];
  const found = await runProcess(tools.ffprobePath, args, { signal, timeoutMs: 60_000 });
  const parsed = answer.safeParse(JSON.parse(found.toString()));
  const video = parsed.data?.streams[0];
  const isSound =
    video?.codec_name === 'h264' &&
    video.width === size.width &&
    video.height === size.height &&
    video.nb_read_frames > 0;
  if (isSound) return;
  throw unfitOutput(
    `ffmpeg made no playable video of ${size.width}x${size.height}: none of the places that were tried has a picture.`,
  );
}
