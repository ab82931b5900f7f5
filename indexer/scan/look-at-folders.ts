// A look at folders of one library: walks them and writes down what is new, changed and gone. Scans and the watcher look alike.

import type { LookScope } from '../../core/catalogue/compare-folders.ts';
import type { FolderStore, LookCounts } from '../../core/catalogue/folder-store.ts';
import type { FolderTarget } from '../../core/catalogue/folder-tree.ts';
import { below } from '../../core/catalogue/folder-tree.ts';
import type { LibraryFolder, LibraryStore } from '../../core/catalogue/library-store.ts';
import type { Log } from '../../core/log.ts';
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
  { redo, signal, targets = [{ path: library.path, isDeep: true }] }: LookOptions,
): AsyncGenerator<LookCounts, void, void> {
  const { folders, log, extensions, exclude } = parts;
  const scope: LookScope = { root: library.path, collection: library.name, redo };
  const visited = new Set<string>();
  const unknown: string[] = [];
  const batches = walkLibrary(library.path, {
    extensions,
    exclude,
    nestedRoots: await nestedRoots(library, parts.libraries),
    targets,
    signal,
    onProblem: ({ path, code }) => {
      log.warn({ path, code }, 'cannot be looked at');
      unknown.push(path);
    },
  });
  for await (const batch of batches) {
    for (const folder of batch) visited.add(folder.path);
    yield await folders.recordFolders(scope, batch);
  }
  for (const target of targets) await folders.noteUnvisited(scope, target, { visited, unknown });
}

/** Libraries that lie in this one have their videos to themselves. */
async function nestedRoots(
  library: LibraryFolder,
  libraries: LibraryStore,
): Promise<readonly string[]> {
  const inside = below(library.path);
  const paths = (await libraries.all()).map(({ path }) => path);
  return paths.filter((path) => path.startsWith(inside));
}
