// Previews as one would make them at a command line: what ours are compared
// with.

import { join } from 'node:path';
import { runProcess } from '../../../core/run-process.ts';

/** Every tile in one run that decodes the whole file. */
export async function tilesByDecoding(
  path: string,
  folder: string,
  intervalS: number,
): Promise<void> {
  const filter = `fps=1/${intervalS},scale=-2:180,tile=10x10`;
  await ffmpeg(['-i', path, '-vf', filter, join(folder, 'sheet-%d.jpg')]);
}

/** Tiles by one process each, which seeks in the input. */
export async function tilesBySeeking(
  path: string,
  folder: string,
  timesS: readonly number[],
): Promise<void> {
  for (const [index, timeS] of timesS.entries()) {
    const tile = join(folder, `tile-${index}.jpg`);
    await ffmpeg([
      ...['-ss', String(timeS), '-i', path, '-frames:v', '1', '-vf', 'scale=-2:180', tile],
    ]);
  }
}

/** Stills by one process each, which decodes its way to the place. */
export async function stillsByDecoding(
  path: string,
  folder: string,
  timesS: readonly number[],
): Promise<void> {
  for (const [index, timeS] of timesS.entries()) {
    const still = join(folder, `still-${index}.jpg`);
    await ffmpeg(['-i', path, '-ss', String(timeS), '-frames:v', '1', '-q:v', '4', still]);
  }
}

/** A teaser by one process that seeks to each clip in an input of its own, and joins them. */
export async function teaserBySeeking(
  path: string,
  folder: string,
  clips: { readonly startsS: readonly number[]; readonly lengthS: number },
): Promise<void> {
  const { startsS, lengthS } = clips;
  const inputs = startsS.flatMap((startS) => [
    ...['-ss', startS.toFixed(3), '-t', String(lengthS), '-i', path],
  ]);
  const scaled = startsS.map((_, index) => `[${index}:v]scale=-2:360[c${index}]`);
  const labels = startsS.map((_, index) => `[c${index}]`).join('');
  const graph = [...scaled, `${labels}concat=n=${startsS.length}[v]`].join(';');
  await ffmpeg([
    ...[...inputs, '-filter_complex', graph, '-map', '[v]', '-c:v', 'libx264'],
    ...['-preset', 'veryfast', '-crf', '27', '-pix_fmt', 'yuv420p'],
    ...['-movflags', '+faststart', join(folder, 'teaser.mp4')],
  ]);
}

/** All pictures of the file, decoded and thrown away. */
export async function decodeWhole(path: string): Promise<void> {
  await ffmpeg(['-i', path, '-map', '0:v', '-f', 'null', '-']);
}

async function ffmpeg(args: readonly string[]): Promise<void> {
  await runProcess('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args]);
}
