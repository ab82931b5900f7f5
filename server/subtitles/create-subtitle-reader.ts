// Subtitles for viewers, as the settings want them.

import { join } from 'node:path';
import type { Config } from '../../core/config.ts';
import type { FfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { DiskCache } from '../disk-cache.ts';
import { SubtitleReader } from './subtitle-reader.ts';
import { TrackExtractor } from './track-extractor.ts';

/** Some hundred kilobytes a film: the tracks of thousands of them. */
const CACHE_BYTES = 500e6;

/** The reader, and what takes tracks out of videos, which is to be closed. */
export function createSubtitleReader(
  { dataDir, extensions }: Pick<Config, 'dataDir' | 'extensions'>,
  tools: () => Promise<FfmpegTools>,
) {
  const cache = new DiskCache(join(dataDir, 'subtitles'), CACHE_BYTES);
  const extractor = new TrackExtractor({ cache, tools });
  return { extractor, subtitles: new SubtitleReader({ extractor, tools, extensions }) };
}
