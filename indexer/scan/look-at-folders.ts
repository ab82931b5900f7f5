// A look at folders of one library: walks them and writes down what is new, changed and gone. Scans and the watcher look alike.

import type { LookScope } from '../../core/catalogue/compare-folders.ts';
import type { FolderStore, LookCounts } from '../../core/catalogue/folder-store.ts';
import type { FolderTarget } from '../../core/catalogue/folder-tree.ts';
import { isInTreeOf } from '../../core/catalogue/folder-tree.ts';
import type { LibraryFolder, LibraryStore } from '../../core/catalogue/library-store.ts';
import type { Log } from '../../core/log.ts';
import { nestedRoots } from './nested-roots.ts';
import { walkLibrary } from './walk.ts';

/** What a look works with. */
export interface LookParts {
  readonly folders: FolderStore;
  readonly libraries: LibraryStore;
  readonly log: Log;
  readonly extensions: readonly string[];
  readonly exclude: readonly string[];
}

/** Where to look, and what is to be done for unchanged files. */
export interface LookOptions extends Pick<LookScope, 'redo'> {
  /** @default the whole library */
  readonly targets?: readonly FolderTarget[];
  /** See `WalkOptions`. */
  readonly isInThread?: boolean;
  readonly signal: AbortSignal;
}

/**
 * Looks at folders of a library, in batches, and yields the counts of each. Only a look that is followed to its end notes
 * which folders are gone. New and changed files are then `pending`; what is gone is noted, and hidden by `settleGone`.
 *
 * @throws AppError `library_offline` where the library's folder cannot be read; nothing was taken for gone then that is
 *   not certainly so.
 */
export async function* lookAtFolders(
  library: LibraryFolder,
  parts: LookParts,
  { redo, signal, isInThread, targets = [{ path: library.path, isDeep: true }] }: LookOptions,
): AsyncGenerator<LookCounts, void, void> {
  const { folders, log, extensions, exclude } = parts;
  const scope: LookScope = { root: library.path, collection: library.name, redo };
  // Folders that get their first files while this look goes on may have been passed before, and are not gone.
  const unvisited = await knownFolders(folders, library.path, targets);
  const unknown: string[] = [];
  const batches = walkLibrary(library.path, {
    extensions,
    exclude,
    nestedRoots: nestedRoots(library, await parts.libraries.all()),
    targets,
    isInThread,
    signal,
    onProblem: ({ path, code }) => {
      log.warn({ path, code }, 'cannot be looked at');
      unknown.push(path);
    },
  });
  for await (const batch of batches) {
    for (const folder of batch) unvisited.delete(folder.path);
    yield await folders.recordFolders(scope, batch);
  }
  const isUnknown = (folder: string) => unknown.some((path) => isInTreeOf(path, folder));
  const left = Array.from(unvisited).filter((folder) => !isUnknown(folder));
  yield { found: 0, added: 0, changed: 0, gone: await folders.noteGone(library.path, left) };
}

async function knownFolders(
  folders: FolderStore,
  root: string,
  targets: readonly FolderTarget[],
): Promise<Set<string>> {
  const known = new Set<string>();
  for (const target of targets)
    for (const folder of await folders.knownFolders(root, target)) known.add(folder);
  return known;
}
