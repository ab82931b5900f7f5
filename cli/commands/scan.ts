// `reeldex scan`: asks the running indexer for a scan and shows it. Scans nothing itself.

import { LibraryStore } from '../../core/catalogue/library-store.ts';
import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { ScanStore } from '../../core/catalogue/scan-store.ts';
import type { ScanMode } from '../../core/contract/dashboard.ts';
import { ConfigError } from '../../core/errors.ts';
import { ScanDisplay } from '../terminal/scan-display.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { withIndexer } from './with-indexer.ts';

/** Which scan is wanted. */
export interface ScanOptions {
  readonly dataDir: string;
  readonly mode: ScanMode;
  /** Absent for the whole library. */
  readonly collection: string | undefined;
  readonly terminal: Terminal;
}

/**
 * Requests a scan and shows it until it is over. Ctrl-C ends the showing only. Returns false when the scan failed.
 *
 * @throws AppError when there is no catalogue, no indexer that would do it, or no such collection.
 */
export async function scan({ dataDir, mode, collection, terminal }: ScanOptions): Promise<boolean> {
  const ended = await withIndexer(dataDir, async (catalogue, signal) => {
    if (collection !== undefined) await ensureCollection(catalogue, collection);
    const request = { requestedBy: 'person', mode, collection } as const;
    const { id } = await new ScanStore(catalogue).request(request);
    const display = new ScanDisplay(catalogue, terminal);
    const done = await display.follow(id, signal);
    await display.report(done);
    return done;
  });
  if (ended === undefined)
    terminal.line('The scan goes on; the dashboard shows it, and can stop it.');
  return ended?.state !== 'failed';
}

async function ensureCollection(catalogue: Catalogue, collection: string): Promise<void> {
  const names = (await new LibraryStore(catalogue).all()).map((library) => library.name);
  if (names.includes(collection)) return;
  const known = names.length === 0 ? 'none is known' : `there are ${names.join(', ')}`;
  throw new ConfigError(`There is no collection ${collection} (--collection): ${known}.`);
}
