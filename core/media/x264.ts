// Whether an ffmpeg has libx264. Some distributions leave it out, for its patents.

import { runProcess } from '../run-process.ts';

/** What to do where it is absent. */
export const x264Remedy =
  'Install an ffmpeg with libx264 (on Fedora: ffmpeg of RPM Fusion in place of ffmpeg-free), or set FFMPEG_PATH; then start Reeldex again.';

/** @throws ProcessError when ffmpeg cannot be run. */
export async function hasX264(ffmpegPath: string): Promise<boolean> {
  const args = ['-hide_banner', '-encoders'];
  const encoders = await runProcess(ffmpegPath, args, { timeoutMs: 30_000 });
  return /^ \S+ libx264 /m.test(encoders.toString());
}
