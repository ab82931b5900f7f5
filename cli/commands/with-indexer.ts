// What commands have in common that ask a running indexer for work: its catalogue, whether it is there, Ctrl-C.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openCatalogue, type Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { ProcessStore } from '../../core/catalogue/process-store.ts';
import { AppError, ConfigError } from '../../core/errors.ts';
import { dataSetting } from '../start/data-folder.ts';
import { listenForStop } from '../supervision/stop-signals.ts';

/**
 * Runs `work` on the catalogue of a running Reeldex. Ctrl-C aborts the signal that `work` is given.
 *
 * @returns what `work` returns, or undefined when it was aborted.
 * @throws AppError when there is no catalogue, or no indexer that would do the work.
 */
export async function withIndexer<Result>(
  dataDir: string,
  work: (catalogue: Catalogue, signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  const catalogue = await openExistingCatalogue(dataDir);
  const stop = new AbortController();
  listenForStop({ onFirst: () => stop.abort(), onRepeated: () => process.exit(130) });
  try {
    await ensureIndexerRuns(catalogue);
    return await work(catalogue, stop.signal);
  } catch (error) {
    if (stop.signal.aborted) return undefined;
    throw error;
  } finally {
    await catalogue.destroy();
  }
}

/** Opening makes an empty catalogue where there is none, which is not what somebody wants who mistyped a folder. */
async function openExistingCatalogue(dataDir: string): Promise<Catalogue> {
  const path = join(dataDir, 'catalogue.db');
  if (existsSync(path)) return await openCatalogue(path);
  throw new ConfigError(
    `There is no catalogue in ${dataDir}. Start Reeldex on it first, or name another folder with ${dataSetting}.`,
  );
}

async function ensureIndexerRuns(catalogue: Catalogue): Promise<void> {
  const running = await new ProcessStore(catalogue).running();
  if (running.some((process) => process.program === 'indexer')) return;
  throw new AppError(
    'no_indexer',
    'No indexer is running that would do it. Start everything with "npm start", or it alone with "npm run indexer".',
  );
}
