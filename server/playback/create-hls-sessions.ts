// Conversions for viewers, as the settings want them.

import { join } from 'node:path';
import type { Config } from '../../core/config.ts';
import { readFfmpegTools, type FfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { ConversionSlots } from './conversion-slots.ts';
import { HlsSessions } from './hls-sessions.ts';
import { SegmentCache } from './segment-cache.ts';

/** The sessions of a server; ffmpeg is looked for when somebody needs it. */
export function createHlsSessions({ dataDir, playback, ffmpeg }: Config): HlsSessions {
  let tools: Promise<FfmpegTools> | undefined;
  return new HlsSessions({
    cache: new SegmentCache(join(dataDir, 'converted'), playback.cacheGb * 1e9),
    slots: new ConversionSlots(playback),
    encoder: playback.encoder,
    tools: async () => {
      tools ??= readFfmpegTools({ ...ffmpeg, concurrency: 1 });
      // It may be installed while the server runs.
      tools.catch(() => (tools = undefined));
      return await tools;
    },
  });
}
