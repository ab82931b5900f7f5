// The ffmpeg of a server, looked for when somebody needs it.

import type { Config } from '../../core/config.ts';
import { readFfmpegTools, type FfmpegTools } from '../../core/media/ffmpeg-tools.ts';

/** What finds ffmpeg once; as long as there is none, anew each time: it may be installed while the server runs. */
export function ffmpegOnDemand(settings: Config['ffmpeg']): () => Promise<FfmpegTools> {
  let tools: Promise<FfmpegTools> | undefined;
  return async () => {
    tools ??= readFfmpegTools({ ...settings, concurrency: 1 });
    tools.catch(() => (tools = undefined));
    return await tools;
  };
}
