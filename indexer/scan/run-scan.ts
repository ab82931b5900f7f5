// One scan: walks the library folders, notes what is new, changed and gone, and waits until the new is read.

import { setTimeout as delay } from 'node:timers/promises';
import { isInTreeOf, type FolderTarget } from '../../core/catalogue/folder-tree.ts';
import type { KnownLibrary } from '../../core/catalogue/library-store.ts';
import type { Scan, ScanStore } from '../../core/catalogue/scan-store.ts';
import type { ScanMode } from '../../core/contract/dashboard.ts';
import { AppError } from '../../core/errors.ts';
import { lookAtFolders, type LookOptions, type LookParts } from './look-at-folders.ts';
import { settleGone, type SettleParts } from './settle-gone.ts';

const POLL_MS = 200;
/** A scan does not wait for a file that is being written for longer than this. */
const UNSETTLED_PATIENCE_MS = 10_000;

/** What a scan does for files that did not change. */
const redoOf = {
  new: undefined,
  full: 'describe',
  rehash: 'identify',
} as const satisfies Record<ScanMode, LookOptions['redo']>;

/** What a scan works with. */
export interface ScanParts extends LookParts, SettleParts {
  readonly scans: ScanStore;
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
 * Runs a claimed scan to its end and stores how it ended. A library that is offline is reported and left as it was. When
 * the scan is asked for again meanwhile, it walks again before it ends.
 *
 * @throws the signal's reason when the program is stopping: the scan then stays open and is taken up again later.
 */
export async function runScan(scan: Scan, parts: ScanParts, signal: AbortSignal): Promise<void> {
  const { scans, log } = parts;
  const counters = { found: 0, added: scan.added, changed: scan.changed, missing: 0 };
  const run = { scan, parts, counters, signal };
  try {
    do await walkAndWait(run);
    while (!(await scans.finish(scan.id, { state: 'done' })));
    log.info({ scanId: scan.id, ...counters }, 'scan done');
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ScanCancelled) {
      await scans.finish(scan.id, { state: 'cancelled' });
      log.info({ scanId: scan.id }, 'scan stopped');
      return;
    }
    log.error({ err: error, scanId: scan.id }, 'scan failed');
    await scans.finish(scan.id, {
      state: 'failed',
      error: error instanceof Error ? error.message : String(error),
    });
  }
}

interface Run {
  readonly scan: Scan;
  readonly parts: ScanParts;
  readonly counters: Counters;
  readonly signal: AbortSignal;
}

async function walkAndWait(run: Run): Promise<void> {
  const { scan, parts, counters } = run;
  counters.found = 0;
  await parts.scans.update(scan.id, { state: 'walking', ...counters });
  const walked = await walkAll(run);
  counters.missing += await settle(walked, run);
  await parts.scans.update(scan.id, { state: 'indexing', ...counters });
  await waitUntilRead(run);
  await parts.indexing.settleReplacements();
  counters.missing += await settle(walked, run);
  await parts.scans.update(scan.id, counters);
}

/** Returns the libraries that were there. */
async function walkAll(run: Run): Promise<readonly KnownLibrary[]> {
  const { scan, parts, counters } = run;
  const known = await parts.libraries.all();
  const walked: KnownLibrary[] = [];
  for (const library of known) {
    const targets = targetsIn(library, scan);
    if (targets.length > 0 && (await walkOne(library, targets, run))) walked.push(library);
  }
  if (scan.collection !== null || scan.folder !== null) return walked;
  const paths = new Set(known.map((library) => library.path));
  for (const root of await parts.libraries.knownRoots()) {
    if (!paths.has(root)) counters.missing += await parts.gone.dropRoot(root);
  }
  return walked;
}

function targetsIn(library: KnownLibrary, scan: Scan): readonly FolderTarget[] {
  if (scan.collection !== null && scan.collection !== library.name) return [];
  if (scan.folder === null) return [{ path: library.path, isDeep: true }];
  return isInTreeOf(library.path, scan.folder) ? [{ path: scan.folder, isDeep: true }] : [];
}

/** Returns whether the library was there. */
async function walkOne(
  library: KnownLibrary,
  targets: readonly FolderTarget[],
  { scan, parts, counters, signal }: Run,
): Promise<boolean> {
  const { libraries, scans, log } = parts;
  try {
    const looks = lookAtFolders(library, parts, { targets, redo: redoOf[scan.mode], signal });
    for await (const { found, added, changed } of looks) {
      counters.found += found;
      counters.added += added;
      counters.changed += changed;
      await scans.update(scan.id, counters);
      await stopIfCancelled(scan, scans);
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'library_offline') throw error;
    log.warn({ library: library.path }, error.message);
    await libraries.setState(library.path, 'offline', error.message);
    return false;
  }
  if (library.state !== 'suspicious') await libraries.setState(library.path, 'online', null);
  return true;
}

async function settle(walked: readonly KnownLibrary[], { scan, parts }: Run): Promise<number> {
  const isWalked = new Set(walked.map((library) => library.path));
  let hidden = 0;
  for (const library of await parts.libraries.all()) {
    if (isWalked.has(library.path))
      hidden += await settleGone(library, parts, { isAccepted: scan.accept_missing === 1 });
  }
  return hidden;
}

/** Returns when everything is read that can be, or when the scan has to walk again. */
async function waitUntilRead({ scan, parts, signal }: Run): Promise<void> {
  let unsettledSinceMs: number | undefined;
  for (;;) {
    const { pending, unsettled } = await parts.indexing.pendingCounts();
    if (pending === 0) return;
    if (pending > unsettled) unsettledSinceMs = undefined;
    unsettledSinceMs ??= performance.now();
    if (performance.now() - unsettledSinceMs > UNSETTLED_PATIENCE_MS) return;
    const { walk_again } = await stopIfCancelled(scan, parts.scans);
    if (walk_again === 1) return;
    await delay(POLL_MS, undefined, { signal });
  }
}

async function stopIfCancelled(scan: Scan, scans: ScanStore): Promise<Scan> {
  const now = (await scans.find(scan.id)) ?? scan;
  if (now.cancel_requested === 1) throw new ScanCancelled();
  return now;
}
