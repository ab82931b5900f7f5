// How soon a film begins to play that has to be repackaged.

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readFfmpegTools } from '../../../core/media/ffmpeg-tools.ts';
import { runProcess } from '../../../core/run-process.ts';
import { ConversionSlots } from '../../../server/playback/conversion-slots.ts';
import { HlsSessions } from '../../../server/playback/hls-sessions.ts';
import { DiskCache } from '../../../server/disk-cache.ts';
import { makeClip } from '../../support/clips.ts';
import { atMost, percentile, type BenchRow } from '../report.ts';

const ROUNDS = 7;
const MINUTES = 60;

/** An hour of H.264 with AC-3 in Matroska: the playlist, the header and a segment, with nothing made before. */
export async function benchPlayback(folder: string): Promise<readonly BenchRow[]> {
  const path = join(folder, 'film.mkv');
  await makeFilm(path);
  const start: number[] = [];
  const jump: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const cache = join(folder, `cache-${round}`);
    const { startMs, jumpMs } = await watch(path, cache);
    start.push(startMs);
    jump.push(jumpMs);
  }
  const work = 'an hour of H.264 and AC-3 in Matroska';
  return [
    atMost(1000, { work: `${work}: first segment`, value: percentile(start, 0.5), unit: 'ms' }),
    atMost(1000, { work: `${work}: one at 90 %`, value: percentile(jump, 0.5), unit: 'ms' }),
  ];
}

async function makeFilm(path: string): Promise<void> {
  const minute = `${path}.minute.mkv`;
  await makeClip(minute, {
    ...{ durationS: 60, fps: 24, width: 1920, height: 1080 },
    ...{ audioCodec: 'ac3', audioChannels: 6, outputArgs: ['-g', '96', '-bf', '2'] },
  });
  const loop = ['-stream_loop', String(MINUTES - 1), '-i', minute, '-map', '0', '-c', 'copy', path];
  await runProcess('ffmpeg', ['-v', 'error', '-y', ...loop]);
}

async function watch(path: string, cacheFolder: string) {
  const tools = await readFfmpegTools({
    ffmpegPath: 'ffmpeg',
    ffprobePath: 'ffprobe',
    concurrency: 1,
  });
  const sessions = new HlsSessions({
    cache: new DiskCache(cacheFolder, 1e9),
    slots: new ConversionSlots({ transcodes: 1 }),
    encoder: () => Promise.resolve('libx264'),
    maxHeight: 1080,
    tools: () => Promise.resolve(tools),
  });
  const { size: sizeBytes } = await stat(path);
  const { signal } = new AbortController();
  const startedMs = performance.now();
  const session = await sessions.of('viewer', {
    ...{ hash: '0123456789abcdef', conversion: 'remux', path, sizeBytes },
    ...{ audioTrack: 0, audioCodec: 'ac3' },
  });
  const segments = await session.segments();
  await session.header(signal);
  await session.segment(0, signal);
  const startMs = performance.now() - startedMs;
  const jumpedMs = performance.now();
  await session.segment(Math.floor(segments.length * 0.9), signal);
  const jumpMs = performance.now() - jumpedMs;
  await sessions.close();
  return { startMs, jumpMs };
}
