// `reeldex scan`: asks the running indexer for a scan and shows it. Scans nothing itself.

import { LibraryStore } from '../../core/catalogue/library-store.ts';
import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { scopeProblem } from '../../core/catalogue/scan-scope.ts';
import { ScanStore, type Scan } from '../../core/catalogue/scan-store.ts';
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
  /** Folders of the library, absolute; none for all of it. */
  readonly folders: readonly string[];
  readonly terminal: Terminal;
}

/**
 * Requests a scan, or one for each folder, and shows it until it is over. Ctrl-C ends the showing only. Returns false when
 * a scan failed.
 *
 * @throws AppError when there is no catalogue, no indexer that would do it, or no such collection or folder.
 */
export async function scan(options: ScanOptions): Promise<boolean> {
  const { dataDir, mode, collection, folders, terminal } = options;
  const parts = folders.length === 0 ? [undefined] : folders;
  const ended = await withIndexer(dataDir, async (catalogue, signal) => {
    const requests = parts.map((folder) => ({ mode, collection, folder }));
    for (const request of requests) await ensureScope(catalogue, request);
    const ids: number[] = [];
    for (const request of requests) {
      const { id } = await new ScanStore(catalogue).request({ requestedBy: 'person', ...request });
      ids.push(id);
    }
    return await follow(ids, new ScanDisplay(catalogue, terminal), signal);
  });
  if (ended === undefined)
    terminal.line('The scan goes on; the dashboard shows it, and can stop it.');
  return ended?.every(({ state }) => state !== 'failed') ?? true;
}

async function follow(
  ids: readonly number[],
  display: ScanDisplay,
  signal: AbortSignal,
): Promise<readonly Scan[]> {
  const ended: Scan[] = [];
  for (const id of new Set(ids)) {
    const done = await display.follow(id, signal);
    await display.report(done);
    ended.push(done);
  }
  return ended;
}

async function ensureScope(
  catalogue: Catalogue,
  request: Parameters<typeof scopeProblem>[1],
): Promise<void> {
  const problem = await scopeProblem(new LibraryStore(catalogue), request);
  if (problem !== undefined) throw new ConfigError(problem);
}
