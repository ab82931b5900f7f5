// What commands have in common that ask a running indexer for work: its catalogue, whether it is there, Ctrl-C.

import { openCatalogue, type Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { ProcessStore } from '../../core/catalogue/process-store.ts';
import { AppError } from '../../core/errors.ts';
import { listenForStop } from '../supervision/stop-signals.ts';
import { existingCatalogue } from './existing-catalogue.ts';

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
  const catalogue = await openCatalogue(existingCatalogue(dataDir));
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

async function ensureIndexerRuns(catalogue: Catalogue): Promise<void> {
  const running = await new ProcessStore(catalogue).running();
  if (running.some((process) => process.program === 'indexer')) return;
  throw new AppError(
    'no_indexer',
    'No indexer is running that would do it. Start everything with "npm start", or it alone with "npm run indexer".',
  );
}
