// What it means for a library that something happened to a name. Pure.

import { basename, join } from 'node:path';
import { folderPaths } from '../parse/sidecar/sidecar-paths.ts';
import { isSidecarName } from '../scan/companions.ts';
import type { WalkFilter } from '../scan/walk-rules.ts';

/**
 * How far a file of that name concerns the library: not at all, its `folder`, or its folder with all below (`tree`).
 * Any name that is not `hidden` may also be that of a folder.
 */
export type NameMeaning = 'hidden' | 'nothing' | 'folder' | 'tree';

/** Tells what a name in a folder means to a library with these rules. */
export function nameMeaning(folder: string, name: string, filter: WalkFilter): NameMeaning {
  if (filter.isHidden(name) || filter.isExcluded(join(folder, name))) return 'hidden';
  if (filter.isVideoName(name)) return 'folder';
  if (!isSidecarName(name)) return 'nothing';
  return folderPaths(folder).some(({ path }) => basename(path) === name) ? 'tree' : 'folder';
}
