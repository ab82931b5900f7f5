// One folder, not what is below it, watched by the system. The only file that knows how.

import { watch } from 'node:fs';
import { fromFsName, toFsPath } from '../../core/path-bytes.ts';
import type { Happening } from './dirty-folders.ts';

/** Who is told of what happens in watched folders. */
export interface FolderListener {
  /** Something happened to a name in the folder; the folder's own name may also mean the folder itself. */
  readonly onHappening: (folder: string, name: string, happening: Happening) => void;
  /** The folder cannot be watched any more. */
  readonly onError: (folder: string, error: Error) => void;
}

/**
 * Watches the names right in a folder, from now until the function that it returns is called.
 *
 * @throws the system's errors, such as `ENOSPC` where no more folders can be watched.
 */
export function watchFolder(folder: string, { onHappening, onError }: FolderListener): () => void {
  // Names are asked for as bytes: as text, those that are not UTF-8 would be lost.
  const options = { encoding: 'buffer', persistent: false } as const;
  const watcher = watch(toFsPath(folder), options, (event, name) => {
    if (name === null) return;
    onHappening(folder, fromFsName(name), event === 'change' ? 'written' : 'moved');
  });
  watcher.on('error', (error) => onError(folder, error));
  return () => watcher.close();
}
