// Decides when files that were not found any more count as missing. The looks note them; this hides their videos.

import { setTimeout as delay } from 'node:timers/promises';
import type { GoneStore } from '../../core/catalogue/gone-store.ts';
import type { IndexingStore } from '../../core/catalogue/indexing-store.ts';
import type { KnownLibrary, LibraryStore } from '../../core/catalogue/library-store.ts';
import type { ScanStore } from '../../core/catalogue/scan-store.ts';
import type { Log } from '../../core/log.ts';
import { isSuspicious } from './vanished.ts';

const INTERVAL_MS = 1000;

/** What is needed to decide it. */
export interface SettleParts {
  readonly gone: GoneStore;
  readonly indexing: IndexingStore;
  readonly libraries: LibraryStore;
  readonly log: Log;
}

/**
 * Hides what is gone from a library, except what a new file that waits to be read may be, moved; and except when so much
 * vanished at once that an unplugged drive is the likelier cause: then the library is `suspicious` until the files are
 * back or a person confirms it, which is `isAccepted`.
 *
 * @returns the number of files hidden.
 */
export async function settleGone(
  library: KnownLibrary,
  { gone, indexing, libraries, log }: SettleParts,
  { isAccepted = false }: { readonly isAccepted?: boolean } = {},
): Promise<number> {
  const { path } = library;
  const counts = await gone.count(path);
  if (isAccepted || !isSuspicious(counts)) {
    const hidden = counts.gone === 0 ? 0 : await gone.hide(path);
    if (library.state === 'suspicious') await libraries.setState(path, 'online', null);
    return hidden;
  }
  // Files that were all moved are noted as gone, too, until they were read at their new place.
  const { pending } = await indexing.pendingCounts();
  if (library.state !== 'suspicious' && pending === 0) {
    const message =
      `${counts.gone} of ${counts.known} known videos vanished from ${path} at once. Nothing was changed: ` +
      'plug the drive in and scan again, or confirm on the dashboard that they are gone.';
    log.warn({ library: path, ...counts }, message);
    await libraries.setState(path, 'suspicious', message);
  }
  return 0;
}

/**
 * Settles every second what is noted as gone, for looks that nobody waits for. While a scan walks, a moved file may be
 * found at its new place any moment, so that it leaves things alone. Rejects with the reason of `signal`.
 */
export async function runSettleLoop(
  parts: SettleParts & { readonly scans: ScanStore },
  signal: AbortSignal,
): Promise<never> {
  for (;;) {
    await delay(INTERVAL_MS, undefined, { signal });
    try {
      await settleAll(parts);
    } catch (error) {
      parts.log.error({ err: error }, 'hiding what is gone failed; it is tried again');
    }
  }
}

async function settleAll(parts: SettleParts & { readonly scans: ScanStore }): Promise<void> {
  if ((await parts.scans.current())?.state === 'walking') return;
  await parts.indexing.settleReplacements();
  const roots = await parts.gone.roots();
  if (roots.length === 0) return;
  for (const library of await parts.libraries.all()) {
    if (roots.includes(library.path) && library.state !== 'offline')
      await settleGone(library, parts);
  }
}
