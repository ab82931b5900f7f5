// One scan: walks the library folders, notes what is new, changed and gone, and waits until the new is read.

import { setTimeout as delay } from 'node:timers/promises';
import type { IndexingStore } from '../../core/catalogue/indexing-store.ts';
import type { KnownLibrary, LibraryStore } from '../../core/catalogue/library-store.ts';
import type { Scan, ScanStore } from '../../core/catalogue/scan-store.ts';
import { WALK_BATCH, type WalkScope, type WalkStore } from '../../core/catalogue/walk-store.ts';
import { AppError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { isSuspicious } from './vanished.ts';
import { walkLibrary } from './walk.ts';

const POLL_MS = 200;

/** What a scan works with. */
export interface ScanParts {
  readonly libraries: LibraryStore;
  readonly scans: ScanStore;
  readonly walks: WalkStore;
  readonly indexing: IndexingStore;
  readonly log: Log;
  readonly extensions: readonly string[];
  readonly exclude: readonly string[];
}

/** Thrown inside a scan that a person stopped. */
class ScanCancelled extends AppError {
  constructor() {
    super('scan_cancelled', 'The scan was stopped.');
  }
}

/** The counters of a running scan, in files. */
interface Counters {
  found: number;
  added: number;
  changed: number;
  missing: number;
}

/**
 * Runs a claimed scan to its end and stores how it ended. A library that is offline is reported and left as it was.
 *
 * @throws the signal's reason when the program is stopping: the scan then stays open and is taken up again later.
 */
export async function runScan(scan: Scan, parts: ScanParts, signal: AbortSignal): Promise<void> {
  const { scans, log } = parts;
  const counters = { found: 0, added: scan.added, changed: scan.changed, missing: 0 };
  try {
    await walkAll(scan, { parts, counters, signal });
    await scans.update(scan.id, { ...counters, state: 'indexing' });
    await waitUntilRead(scan, parts, signal);
    await scans.finish(scan.id, { state: 'done' });
    log.info({ scanId: scan.id, ...counters }, 'scan done');
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ScanCancelled)) {
      log.error({ err: error, scanId: scan.id }, 'scan failed');
      await scans.finish(scan.id, {
        state: 'failed',
        error: error instanceof Error ? error.message : String(error),
      });
      return;
    }
    await scans.finish(scan.id, { state: 'cancelled' });
    log.info({ scanId: scan.id }, 'scan stopped');
  }
}

interface Walk {
  readonly parts: ScanParts;
  readonly counters: Counters;
  readonly signal: AbortSignal;
}

async function walkAll(scan: Scan, walk: Walk): Promise<void> {
  const { libraries, walks } = walk.parts;
  const known = await libraries.all();
  for (const library of known) {
    if (scan.collection === null || scan.collection === library.name)
      await walkOne(scan, library, walk);
  }
  if (scan.collection !== null) return;
  const roots = new Set(known.map((library) => library.path));
  for (const root of await libraries.knownRoots()) {
    if (!roots.has(root)) walk.counters.missing += await walks.markUnseenMissing(root, scan.id);
  }
}

async function walkOne(scan: Scan, library: KnownLibrary, walk: Walk): Promise<void> {
  const { libraries, scans, walks, log, extensions, exclude } = walk.parts;
  const { counters, signal } = walk;
  const scope: WalkScope = {
    scanId: scan.id,
    root: library.path,
    collection: library.name,
    isFull: scan.mode !== 'new',
  };
  const unreadable: string[] = [];
  const onProblem = ({ path, code }: { readonly path: string; readonly code: string }) => {
    log.warn({ path, code }, 'cannot be looked at');
    unreadable.push(path);
  };
  try {
    for await (const batch of walkLibrary(library.path, {
      extensions,
      exclude,
      signal,
      batchSize: WALK_BATCH,
      onProblem,
    })) {
      const { added, changed } = await walks.recordSeen(scope, batch);
      counters.found += batch.length;
      counters.added += added;
      counters.changed += changed;
      await scans.update(scan.id, counters);
      await stopIfCancelled(scan, scans);
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'library_offline') throw error;
    log.warn({ library: library.path }, error.message);
    await libraries.setState(library.path, 'offline', error.message);
    return;
  }
  for (const path of unreadable) await walks.assumeSeen(path, scan.id);
  counters.missing += await markGone(scan, library, walk.parts);
}

/** Marks what vanished as missing, unless so much vanished at once that the drive is the likelier cause. */
async function markGone(
  scan: Scan,
  library: KnownLibrary,
  { libraries, walks, log }: ScanParts,
): Promise<number> {
  const { path } = library;
  const counts = await walks.countUnseen(path, scan.id);
  if (scan.accept_missing === 0 && isSuspicious(counts)) {
    const message =
      `${counts.unseen} of ${counts.known} known videos vanished from ${path} at once. Nothing was changed: ` +
      'plug the drive in and scan again, or confirm on the dashboard that they are gone.';
    log.warn({ library: path, ...counts }, message);
    await libraries.setState(path, 'suspicious', message);
    return 0;
  }
  const missing = await walks.markUnseenMissing(path, scan.id);
  await libraries.setState(path, 'online', null);
  return missing;
}

async function waitUntilRead(
  scan: Scan,
  { scans, indexing }: ScanParts,
  signal: AbortSignal,
): Promise<void> {
  while ((await indexing.countPending()) > 0) {
    await stopIfCancelled(scan, scans);
    await delay(POLL_MS, undefined, { signal });
  }
}

async function stopIfCancelled(scan: Scan, scans: ScanStore): Promise<void> {
  if ((await scans.find(scan.id))?.cancel_requested === 1) throw new ScanCancelled();
}
