// Conversions for viewers, as the settings want them.

import { join } from 'node:path';
import type { Encoder } from '../../core/config-schema.ts';
import type { FfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import type { ProgramContext } from '../../core/program.ts';
import { DiskCache } from '../disk-cache.ts';
import { ConversionSlots } from './conversion-slots.ts';
import { HlsSessions } from './hls-sessions.ts';
import { chooseEncoder } from './usable-encoder.ts';

type Tools = () => Promise<FfmpegTools>;

/** The sessions of a server. What is wrong with the encoder goes to the log and to the dashboard. */
export function createHlsSessions(
  { config, log, warnings }: Pick<ProgramContext, 'config' | 'log' | 'warnings'>,
  tools: Tools,
): HlsSessions {
  const { dataDir, playback } = config;
  const findEncoder = async (): Promise<Encoder> => {
    const { encoder, problem } = await chooseEncoder(playback.encoder, tools);
    if (problem !== undefined) {
      log.warn(problem);
      warnings.set('encoder_unusable', { code: 'encoder_unusable', message: problem });
    }
    return encoder;
  };
  let found: Promise<Encoder> | undefined;
  return new HlsSessions({
    cache: new DiskCache(join(dataDir, 'converted'), playback.cacheGb * 1e9),
    slots: new ConversionSlots(playback),
    encoder: async () => {
      found ??= findEncoder();
      // ffmpeg may be installed while the server runs.
      found.catch(() => (found = undefined));
      return await found;
    },
    maxHeight: playback.maxHeight,
    tools,
  });
}
