// Fingerprints of the sidecars that speak of a video: when one comes, changes or goes, or speaks of it no more, the
// fingerprint does. Reads no sidecar, only its size and time.

import { hash } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { isInTreeOf } from '../../core/catalogue/folder-tree.ts';
import { toFsPath } from '../../core/path-bytes.ts';
import { countVideoNames } from '../parse/sidecar/count-videos.ts';
import { besidePaths, folderPaths } from '../parse/sidecar/sidecar-paths.ts';

/** No sidecar at all. */
export const NO_COMPANIONS = 0;

/** The fingerprints of one folder: of the sidecars that speak of all in it, and of those beside a video. */
export interface FolderCompanions {
  /** Of the folder's own sidecars and of those of the folders above it. */
  readonly ofFolder: number;
  /** For a video in the folder, by its path; includes `ofFolder`. */
  readonly of: (videoPath: string) => number;
}

/**
 * The fingerprints in a folder.
 *
 * @param names all names in the folder
 * @param above the `ofFolder` of the folder above, or {@link NO_COMPANIONS} at the root
 */
export function folderCompanions(
  folder: string,
  names: readonly string[],
  {
    above,
    isVideoName,
  }: { readonly above: number; readonly isVideoName: (name: string) => boolean },
): FolderCompanions {
  // Some file systems find a name in other letters.
  const sidecars = new Set(names.filter(isSidecarName).map((name) => name.toLowerCase()));
  if (sidecars.size === 0) return { ofFolder: above, of: () => above };
  const isForOne = countVideoNames(names, isVideoName) === 1;
  const present = (paths: readonly { readonly path: string }[]) =>
    paths.map(({ path }) => path).filter((path) => sidecars.has(basename(path).toLowerCase()));
  const ofFolder = combine(above, present(folderPaths(folder)));
  const beside = (videoPath: string) =>
    besidePaths(videoPath).filter(({ kind }) => kind !== 'movieNfo' || isForOne);
  return { ofFolder, of: (videoPath) => combine(ofFolder, present(beside(videoPath))) };
}

/** The `ofFolder` of the folder above `folder`, for a walk that begins below the root. */
export function companionsAbove(root: string, folder: string): number {
  if (folder === root || !isInTreeOf(root, folder)) return NO_COMPANIONS;
  const above = dirname(folder);
  const ownOnes = folderPaths(above).map(({ path }) => path);
  return combine(companionsAbove(root, above), ownOnes);
}

/** Whether a file of that name may be a sidecar. */
export function isSidecarName(name: string): boolean {
  return /\.(?:json|nfo)$/i.test(name);
}

/** 48 bits of a hash over `above` and the name, size and time of each file that is there. */
function combine(above: number, paths: readonly string[]): number {
  const found = paths.flatMap((path) => describeFile(path) ?? []);
  if (found.length === 0) return above;
  const text = [String(above), ...found].join('\n');
  return hash('sha1', text, 'buffer').readUIntBE(0, 6);
}

function describeFile(path: string): string | undefined {
  try {
    const stats = statSync(toFsPath(path), { throwIfNoEntry: false });
    return stats && `${basename(path)} ${stats.size} ${Math.floor(stats.mtimeMs)}`;
  } catch {
    // When that changes, so does the fingerprint.
    return `${basename(path)} cannot be looked at`;
  }
}
