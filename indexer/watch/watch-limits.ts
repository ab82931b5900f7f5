// How many folders Linux lets a user watch, and how a person raises that.

import { readKernelText } from './kernel-text.ts';

/** The system's bounds; undefined where it has none, or tells of none. */
export interface WatchLimits {
  /** Folders that one user may watch, in all programs together. */
  readonly maxWatches: number | undefined;
  /** Programs, or parts of programs, in which one user may watch. */
  readonly maxInstances: number | undefined;
}

/** Reads the bounds that hold now; those of a container or another user namespace may be narrower than the system's. */
export function readWatchLimits(): WatchLimits {
  return {
    maxWatches: smallest('fs/inotify/max_user_watches', 'user/max_inotify_watches'),
    maxInstances: smallest('fs/inotify/max_user_instances', 'user/max_inotify_instances'),
  };
}

function smallest(...settings: readonly string[]): number | undefined {
  const texts = settings.map((setting) => readKernelText(`/proc/sys/${setting}`));
  const found = texts.flatMap((text) => (text === undefined ? [] : Number(text)));
  return found.length === 0 ? undefined : Math.min(...found);
}

/** What a person reads when the system lets no more folders be watched; `folders` is how many the library has, at least. */
export function describeExhaustion(code: string, limits: WatchLimits, folders: number): string {
  if (code === 'ENOSPC') {
    const now = limits.maxWatches ?? 0;
    const wanted = Math.max(524_288, 2 ** Math.ceil(Math.log2(now + 4 * folders + 1)));
    return (
      `The system lets all programs together watch ${now} folders (fs.inotify.max_user_watches), which are used up after ` +
      `${folders} of this library. To raise it: ` +
      `echo fs.inotify.max_user_watches=${wanted} | sudo tee /etc/sysctl.d/60-reeldex.conf && sudo sysctl --system`
    );
  }
  return (
    `No folders can be watched (${code}): too many files are open (ulimit -n), or too many programs watch folders ` +
    `(fs.inotify.max_user_instances is ${limits.maxInstances ?? 'unknown'}). To raise that: ` +
    'echo fs.inotify.max_user_instances=1024 | sudo tee /etc/sysctl.d/60-reeldex.conf && sudo sysctl --system'
  );
}
