// Whether ffmpeg and ffprobe are there. Running them on videos is not this module's.

import type { Config } from '../../core/config.ts';
import { ProcessError } from '../../core/errors.ts';
import { runProcess } from '../../core/run-process.ts';

/** A tool of ffmpeg as the settings name it. */
export interface FfmpegTool {
  readonly name: 'ffmpeg' | 'ffprobe';
  readonly path: string;
  /** What does not work without it. */
  readonly consequence: string;
  /** Undefined when it cannot be run. */
  readonly version: string | undefined;
}

const consequences = {
  ffmpeg: 'no previews are made',
  ffprobe: 'videos in older formats are not read',
} as const satisfies Record<FfmpegTool['name'], string>;

/** What to do when they are absent. */
export const ffmpegRemedy =
  'Install ffmpeg (on Debian and Ubuntu: sudo apt-get install ffmpeg), or set FFMPEG_PATH and FFPROBE_PATH.';

/** Asks both tools for their version. */
export async function findFfmpegTools({
  ffmpegPath,
  ffprobePath,
}: Config['ffmpeg']): Promise<readonly FfmpegTool[]> {
  return await Promise.all([
    describeTool('ffmpeg', ffmpegPath),
    describeTool('ffprobe', ffprobePath),
  ]);
}

async function describeTool(name: FfmpegTool['name'], path: string): Promise<FfmpegTool> {
  const consequence = consequences[name];
  try {
    const output = await runProcess(path, ['-version'], { timeoutMs: 20_000 });
    const version = /version (\S+)/.exec(output.toString())?.[1] ?? 'of an unknown version';
    return { name, path, consequence, version };
  } catch (error) {
    if (error instanceof ProcessError) return { name, path, consequence, version: undefined };
    throw error;
  }
}
