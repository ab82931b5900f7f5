// `reeldex rebuild`: asks the running indexer for a new search index and shows it being made. Builds nothing itself.

import { setTimeout as sleep } from 'node:timers/promises';
import { IndexRunStore, type IndexRunRow } from '../../core/catalogue/index-run-store.ts';
import { describeRebuild } from '../terminal/rebuild-text.ts';
import { formatDuration } from '../terminal/scan-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { withIndexer } from './with-indexer.ts';

const POLL_MS = 250;

/**
 * Requests a rebuild and shows it until the new index has taken the place of the old one. Ctrl-C ends the showing only.
 * Returns false when the rebuild failed.
 *
 * @throws AppError when there is no catalogue, or no indexer that would do it.
 */
export async function rebuild(dataDir: string, terminal: Terminal): Promise<boolean> {
  const startedMs = performance.now();
  const run = await withIndexer(dataDir, async (catalogue, signal) => {
    const runs = new IndexRunStore(catalogue);
    const { id } = await runs.request('rebuild', 'person');
    terminal.line('Rebuilding the search index; the old one answers until the new one is ready …');
    return await follow(id, { runs, terminal, signal });
  });
  if (run === undefined) terminal.line('The rebuild goes on; the dashboard shows it.');
  else if (run.state === 'failed')
    terminal.line(`The rebuild failed: ${run.error ?? 'for an unknown reason'}`);
  else
    terminal.line(
      `The search index was rebuilt in ${formatDuration((performance.now() - startedMs) / 1000)}`,
    );
  return run?.state !== 'failed';
}

interface Following {
  readonly runs: IndexRunStore;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

async function follow(id: number, { runs, terminal, signal }: Following): Promise<IndexRunRow> {
  try {
    for (;;) {
      const run = await runs.find(id);
      if (run === undefined) throw new Error(`Rebuild ${id} is not in the catalogue.`);
      if (run.finished_ms !== null) return run;
      terminal.showProgress({ done: run.done, total: run.total, text: describeRebuild(run) });
      await sleep(POLL_MS, undefined, { signal });
    }
  } finally {
    terminal.showProgress(undefined);
  }
}
