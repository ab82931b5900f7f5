// One folder, not what is below it, watched by chokidar. The only file that knows chokidar.

import { FSWatcher } from 'chokidar';
import { isEscapedPath } from '../../core/path-bytes.ts';
import type { Happening } from './dirty-folders.ts';

/** Who is told of what happens in watched folders. */
export interface FolderListener {
  /** Something happened to a name in the folder; the folder's own name may also mean the folder itself. */
  readonly onHappening: (folder: string, name: string, happening: Happening) => void;
  /** The folder cannot be watched any more. */
  readonly onError: (folder: string, error: Error) => void;
}

/** Whether chokidar can watch a path: it takes only UTF-8, and a backslash for a slash. */
export function isWatchable(path: string): boolean {
  return !isEscapedPath(path) && (process.platform === 'win32' || !path.includes('\\'));
}

/**
 * A watcher that does not list its folder: chokidar would look at each file in it, here only to ignore it. With 100,000
 * files that is half a gigabyte of memory where it is given the whole library, and seconds of work in any case.
 */
class FolderWatcher extends FSWatcher {
  override createScanStream(): undefined {
    return undefined;
  }
}

/**
 * Watches the names right in a folder; resolves when everything that happens from then on is told, and with what ends it.
 *
 * Of chokidar only the subscription is used, a watcher for each folder: its own events cannot name files whose names are
 * not UTF-8.
 *
 * @throws the system's errors, such as `ENOSPC` where no more folders can be watched.
 */
export async function watchFolder(
  folder: string,
  { onHappening, onError }: FolderListener,
): Promise<() => Promise<void>> {
  const watcher = new FolderWatcher({
    depth: 0,
    ignored: (path) => path !== folder,
    ignoreInitial: true,
    atomic: false,
  });
  let isReady = false;
  const ready = Promise.withResolvers<undefined>();
  watcher.once('ready', () => ready.resolve(undefined));
  watcher.on('error', (error) => {
    if (isReady) onError(folder, error instanceof Error ? error : new Error(String(error)));
    else ready.reject(error);
  });
  watcher.on('raw', (event, name, details) => {
    if (name === null || !isAbout(folder, details)) return;
    onHappening(folder, name, event === 'change' ? 'written' : 'moved');
  });
  watcher.add(folder);
  try {
    await ready.promise;
  } catch (error) {
    await watcher.close();
    throw error;
  }
  isReady = true;
  return async () => await watcher.close();
}

/** Where the folder vanished, chokidar waits for it in the one above, and tells what happens there, too. */
function isAbout(folder: string, details: unknown): boolean {
  return (
    typeof details === 'object' &&
    details !== null &&
    'watchedPath' in details &&
    details.watchedPath === folder
  );
}
