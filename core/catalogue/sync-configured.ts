// Makes the library's configured folders those of the settings that a program starts with. Owns whose settings count.

import type { LibraryFolder, LibraryStore } from './library-store.ts';
import type { ProcessStore } from './process-store.ts';

/** What is needed to do it. */
export interface SyncConfiguredParts {
  readonly libraries: LibraryStore;
  readonly processes: ProcessStore;
  /** The id of the indexer that starts. */
  readonly indexerId: string;
}

/**
 * Adds the folders of the settings, and takes out those that are there by the settings and stand in them no more; not
 * while another indexer runs, whose settings may name them.
 *
 * @returns what a person should know of folders that the settings do not name, one text each.
 */
export async function syncConfigured(
  { libraries, processes, indexerId }: SyncConfiguredParts,
  folders: readonly LibraryFolder[],
): Promise<readonly string[]> {
  await libraries.addConfigured(folders);
  const named = new Set(folders.map(({ path }) => path));
  const known = await libraries.all();
  const unnamed = known.filter(({ path, source }) => source === 'config' && !named.has(path));
  const other = (await processes.running()).find(
    ({ program, id }) => program === 'indexer' && id !== indexerId,
  );
  if (other !== undefined) return unnamed.map(({ path }) => describeKept(path, other.id));
  for (const { path } of unnamed) await libraries.remove(path);
  return unnamed.map(({ path }) => describeRemoved(path));
}

function describeKept(path: string, otherId: string): string {
  return (
    `The folder ${path} stays in the library, though "libraries" does not name it here: the indexer ${otherId} runs, whose ` +
    'settings may. Name the same folders in the settings of all indexers; to take one out, stop them all first.'
  );
}

function describeRemoved(path: string): string {
  return (
    `The folder ${path} leaves the library, because "libraries" does not name it any more: its videos are hidden, and ` +
    'favourites and history are kept. Name it again, or add it on the dashboard, and all is back.'
  );
}
