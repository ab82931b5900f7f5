// Counts the videos in a folder, for what speaks only of one that lies alone.

import { readdir } from 'node:fs/promises';
import { extname, parse } from 'node:path';
import { systemErrorCode } from '../../../core/errors.ts';
import { toFsPath } from '../../../core/path-bytes.ts';

/** Cuttings that lie beside a film and are none themselves. */
const extra = /(?:^|[-._ ])(?:sample|trailer)$/i;

/**
 * How many videos lie in `folder`, but for samples and trailers; folders in it do not count.
 *
 * @param extensions without the dot, in lower case
 * @returns undefined for a folder that cannot be listed.
 */
export async function countVideos(
  folder: string,
  extensions: readonly string[],
): Promise<number | undefined> {
  const names = await listNames(folder);
  if (names === undefined) return undefined;
  return countVideoNames(names, (name) =>
    extensions.includes(extname(name).slice(1).toLowerCase()),
  );
}

/** How many of the `names` in a folder are those of videos, but for samples, trailers and what is hidden. */
export function countVideoNames(
  names: readonly string[],
  isVideoName: (name: string) => boolean,
): number {
  const videos = names.filter(
    (name) => !name.startsWith('.') && isVideoName(name) && !extra.test(parse(name).name),
  );
  return videos.length;
}

async function listNames(folder: string): Promise<readonly string[] | undefined> {
  try {
    return await readdir(toFsPath(folder), { encoding: 'latin1' });
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  }
}
