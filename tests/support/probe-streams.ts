// What ffprobe says of a file that was made.

import { z } from 'zod';
import { runProcess } from '../../core/run-process.ts';

const answer = z.object({ streams: z.array(z.record(z.string(), z.unknown())) });

/** Describes every stream, after decoding all of it: codec, size, pixel format, pictures and duration. */
export async function probeStreams(path: string): Promise<readonly Record<string, unknown>[]> {
  const entries = 'stream=codec_name,width,height,pix_fmt,nb_read_frames,duration';
  const args = ['-v', 'error', '-count_frames', '-show_entries', entries, '-of', 'json', path];
  return answer.parse(JSON.parse((await runProcess('ffprobe', args)).toString())).streams;
}
