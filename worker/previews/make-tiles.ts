// Gets the tiles of a storyboard out of a video, as raw pictures in one file.

import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from '../../core/errors.ts';
import { unfitOutput } from '../ffmpeg/unfit-output.ts';
import { inBatches } from '../in-batches.ts';
import { readIfThere } from '../read-if-there.ts';
import { readKeyframes } from '../../core/media/inspect-source.ts';
import { findSeekPoint, MAX_DECODE_S } from '../source/seek-point.ts';
import { decodersAtOnce } from './decoders-at-once.ts';
import { runForTask, type PreviewTask } from './preview-task.ts';
import { layStretches } from './stretches.ts';
import { seekTilesCommand, sweepCommand, tileBytes } from './tile-commands.ts';
import type { TilePlan } from './tile-plan.ts';
import {
  chooseTileSource,
  estimateKeyframeSpacing,
  nextTileSource,
  sufficesForTiles,
  type TileSource,
} from './tile-source.ts';

/** Places at which the distance to a keyframe is measured. */
const MEASURED_PLACES = 12;

/**
 * Writes the tiles to `path` and returns how many there are: fewer than planned where the file ends early.
 *
 * @throws FfmpegError when there is none.
 */
export async function makeTiles(task: PreviewTask, plan: TilePlan, path: string): Promise<number> {
  let way: TileSource | undefined = await chooseWay(task, plan);
  let count = 0;
  while (way !== undefined) {
    const isEnough = await takeTiles(task, path, { plan, way });
    count = await countTiles(plan, path);
    if (isEnough && count >= plan.count / 2) break;
    way = nextTileSource(way, task.source, plan);
  }
  if (count === 0) throw unfitOutput('ffmpeg found no picture in the whole video.');
  return count;
}

async function chooseWay(task: PreviewTask, plan: TilePlan): Promise<TileSource> {
  const { source, tools, signal } = task;
  const placesS = layStretches(source, { count: MEASURED_PLACES }).map(({ fromS }) => fromS);
  const keyframesS = await readKeyframes(source, placesS, { tools, signal });
  return chooseTileSource(source, plan, estimateKeyframeSpacing(keyframesS, placesS));
}

/** False where so few pictures were found that tiles show what is long gone. */
async function takeTiles(
  task: PreviewTask,
  path: string,
  { plan, way }: { readonly plan: TilePlan; readonly way: TileSource },
): Promise<boolean> {
  if (way === 'seeks') {
    await seekTiles(task, plan, path);
    return true;
  }
  const { source, tools } = task;
  const keyframesOnly = way === 'keyframes';
  const command = sweepCommand(source, path, { plan, tools, keyframesOnly });
  const { pictures } = await runForTask(task, command, source.durationS);
  return !keyframesOnly || sufficesForTiles(pictures, source, plan);
}

async function seekTiles(task: PreviewTask, plan: TilePlan, path: string): Promise<void> {
  const { source, tools, signal, folder } = task;
  const { intervalS } = plan;
  const middlesS = Array.from({ length: plan.count }, (_, index) => (index + 0.5) * intervalS);
  const keyframesS = await readKeyframes(source, middlesS, { tools, signal });
  const places = middlesS.map((timeS, index) => {
    const stretch = { fromS: timeS - 2 * intervalS, toS: timeS };
    const wanted = { stretch, timeS, decodeS: MAX_DECODE_S, seeksToKeyframes: true };
    return { point: findSeekPoint(keyframesS, wanted), path: join(folder, `tile-${index}.yuv`) };
  });
  const tiles: Buffer[] = [];
  for (const batch of inBatches(places, decodersAtOnce(task.source))) {
    await runForTask(task, seekTilesCommand(source, batch, { plan, tools }), 0);
    for (const place of batch) {
      tiles.push(await readIfThere(place.path));
      await rm(place.path, { force: true });
    }
  }
  await writeFile(path, Buffer.concat(fillGaps(tiles, tileBytes(plan.tile))));
}

/** A place without a picture shows the one before it; those before the first picture show that. */
function fillGaps(tiles: readonly Buffer[], bytes: number): readonly Buffer[] {
  let shown = tiles.find((tile) => tile.length === bytes) ?? Buffer.alloc(0);
  return tiles.map((tile) => (shown = tile.length === bytes ? tile : shown));
}

async function countTiles(plan: TilePlan, path: string): Promise<number> {
  try {
    return Math.floor((await stat(path)).size / tileBytes(plan.tile));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return 0;
    throw error;
  }
}
