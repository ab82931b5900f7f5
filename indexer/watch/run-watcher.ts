// Watches all libraries, in one process of all that share the catalogue. Libraries may come and go meanwhile.

import { setTimeout as delay } from 'node:timers/promises';
import { LEASE_MS } from '../../core/catalogue/lease.ts';
import type { KnownLibrary, LibraryStore } from '../../core/catalogue/library-store.ts';
import { NamedLease } from '../../core/catalogue/named-lease.ts';
import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import type { ScanStore } from '../../core/catalogue/scan-store.ts';
import { lookAtFolders, type LookOptions, type LookParts } from '../scan/look-at-folders.ts';
import { nestedRoots } from '../scan/nested-roots.ts';
import { watchLibrary } from './watch-library.ts';

/** How often it is looked which libraries there are. */
const LIBRARIES_MS = 1000;
const LEASE_RETRY_MS = 5000;

/** What the watcher works with. */
export interface WatcherParts extends LookParts {
  readonly catalogue: Catalogue;
  readonly scans: ScanStore;
  /** Minutes between rescans of what cannot be watched. */
  readonly pollMinutes: number;
  /** This process, for the lease: of several watchers on one catalogue one works and the others stand by. */
  readonly holder: string;
}

/** Watches until `signal` is aborted, and resolves then. Whatever fails is tried again. */
export async function runWatcher(parts: WatcherParts, signal: AbortSignal): Promise<void> {
  const { catalogue, holder, libraries, log } = parts;
  const lease = new NamedLease(catalogue, 'watcher', holder);
  const isEnding = () => signal.aborted;
  while (!isEnding()) {
    try {
      if (await lease.take()) await watchWhileHeld(lease, parts, signal);
    } catch (error) {
      if (!isEnding()) log.error({ err: error }, 'the watcher failed; it begins anew');
    }
    await delay(LEASE_RETRY_MS, undefined, { signal }).catch(() => undefined);
  }
  if (!(await lease.take())) return;
  await markUnwatched(libraries);
  await lease.release();
}

/** Says of every library that nobody watches it. */
export async function markUnwatched(libraries: LibraryStore): Promise<void> {
  for (const { path } of await libraries.all()) await libraries.setWatch(path, 'off', null);
}

/** A library that is being watched. */
interface Watch {
  readonly stop: AbortController;
  readonly done: Promise<void>;
}

/** Resolves when another process has the lease. */
async function watchWhileHeld(
  lease: NamedLease,
  parts: WatcherParts,
  signal: AbortSignal,
): Promise<void> {
  const watches = new Map<string, Watch>();
  try {
    for (let renewedMs = performance.now(); ;) {
      if (performance.now() - renewedMs > LEASE_MS / 3) {
        if (!(await lease.take())) return;
        renewedMs = performance.now();
      }
      await followLibraries(watches, parts);
      await delay(LIBRARIES_MS, undefined, { signal });
    }
  } finally {
    await stopAll(watches.values());
  }
}

/** Begins and ends watches so that they are those of the libraries as they are now. */
async function followLibraries(watches: Map<string, Watch>, parts: WatcherParts): Promise<void> {
  const known = await parts.libraries.all();
  const wanted = new Map(
    known.map((library) => [
      JSON.stringify([library.path, library.name, nestedRoots(library, known)]),
      library,
    ]),
  );
  const unwanted = Array.from(watches).filter(([key]) => !wanted.has(key));
  for (const [key] of unwanted) watches.delete(key);
  await stopAll(unwanted.map(([, watch]) => watch));
  for (const [key, library] of wanted) {
    if (watches.has(key)) continue;
    const stop = new AbortController();
    const done = watch(library, nestedRoots(library, known), parts, stop.signal);
    watches.set(key, { stop, done });
  }
}

async function watch(
  library: KnownLibrary,
  roots: readonly string[],
  parts: WatcherParts,
  signal: AbortSignal,
): Promise<void> {
  const { path } = library;
  const { libraries, scans, extensions, exclude, pollMinutes } = parts;
  const log = parts.log.child({ library: path });
  await watchLibrary(
    {
      library,
      rules: { extensions, exclude, nestedRoots: roots },
      look: async (options) => await look(library, { ...parts, log }, options),
      rescan: async () =>
        await scans.request({ requestedBy: 'watcher', mode: 'new', folder: path }),
      setStatus: async ({ state, message }) => await libraries.setWatch(path, state, message),
      pollMinutes,
      log,
    },
    signal,
  );
}

async function look(library: KnownLibrary, parts: LookParts, options: LookOptions) {
  const counts = { added: 0, changed: 0, gone: 0 };
  for await (const { added, changed, gone } of lookAtFolders(library, parts, options)) {
    counts.added += added;
    counts.changed += changed;
    counts.gone += gone;
  }
  return counts;
}

async function stopAll(watches: Iterable<Watch>): Promise<void> {
  const stopping = Array.from(watches);
  for (const { stop } of stopping) stop.abort();
  await Promise.all(stopping.map(({ done }) => done));
}
