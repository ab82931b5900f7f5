// Sorts what lies in a folder: videos, with what their inodes say, and folders to go on with.

import { statSync } from 'node:fs';
import type { SeenFile } from '../../core/catalogue/compare-folders.ts';
import { below } from '../../core/catalogue/folder-tree.ts';
import { toFsPath } from '../../core/path-bytes.ts';
import type { FolderCompanions } from './companions.ts';
import type { FolderEntry } from './read-folder.ts';
import { problemOf, type WalkProblem } from './walk-problem.ts';
import type { WalkFilter } from './walk-rules.ts';

/** The part of a folder's content that matters to a library; all lists in the order of the entries. */
export interface FolderContent {
  readonly files: readonly SeenFile[];
  readonly folders: readonly string[];
  /** Paths of links to folders. */
  readonly linkedFolders: readonly string[];
  readonly problems: readonly WalkProblem[];
}

/** Sorts the `entries` of `folder` and looks at the files and links among them. */
export function readContent(
  folder: string,
  entries: readonly FolderEntry[],
  { filter, companions }: { readonly filter: WalkFilter; readonly companions: FolderCompanions },
): FolderContent {
  const files: SeenFile[] = [];
  const folders: string[] = [];
  const linkedFolders: string[] = [];
  const problems: WalkProblem[] = [];
  const take = (path: string, isVideoName: boolean) => {
    const found = statSync(toFsPath(path), { throwIfNoEntry: false });
    if (found?.isDirectory()) linkedFolders.push(path);
    if (!found?.isFile() || !isVideoName) return;
    const mtimeMs = Math.floor(found.mtimeMs);
    files.push({ path, sizeBytes: found.size, mtimeMs, companions: companions.of(path) });
  };
  const prefix = below(folder);
  for (const { name, kind } of entries) {
    if (filter.isHidden(name)) continue;
    const isVideoName = filter.isVideoName(name);
    if (kind === 'file' && !isVideoName) continue;
    const path = prefix + name;
    if (filter.isExcluded(path)) continue;
    try {
      if (kind === 'folder') folders.push(path);
      else take(path, isVideoName);
    } catch (error) {
      const problem = problemOf(path, error);
      if (problem !== undefined) problems.push(problem);
    }
  }
  return { files, folders, linkedFolders, problems };
}
