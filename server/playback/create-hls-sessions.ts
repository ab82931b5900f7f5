// Conversions for viewers, as the settings want them.

import { join } from 'node:path';
import type { Config } from '../../core/config.ts';
import type { FfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { ConversionSlots } from './conversion-slots.ts';
import { HlsSessions } from './hls-sessions.ts';
import { SegmentCache } from './segment-cache.ts';

/** The sessions of a server. */
export function createHlsSessions(
  { dataDir, playback }: Pick<Config, 'dataDir' | 'playback'>,
  tools: () => Promise<FfmpegTools>,
): HlsSessions {
  return new HlsSessions({
    cache: new SegmentCache(join(dataDir, 'converted'), playback.cacheGb * 1e9),
    slots: new ConversionSlots(playback),
    encoder: playback.encoder,
    tools,
  });
}
