// `reeldex rebuild`: asks the running indexer for a new search index and waits for it. Builds nothing itself.

import { setTimeout as sleep } from 'node:timers/promises';
import { IndexWorkStore } from '../../core/catalogue/index-work-store.ts';
import { OutboxStore } from '../../core/catalogue/outbox-store.ts';
import { formatDuration } from '../terminal/scan-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { withIndexer } from './with-indexer.ts';

const POLL_MS = 250;

/**
 * Requests a rebuild and waits until the new index has taken the place of the old one. Ctrl-C ends the waiting only.
 *
 * @throws AppError when there is no catalogue, or no indexer that would do it.
 */
export async function rebuild(dataDir: string, terminal: Terminal): Promise<void> {
  const startedMs = performance.now();
  const isDone = await withIndexer(dataDir, async (catalogue, signal) => {
    const work = new IndexWorkStore(catalogue);
    const outbox = new OutboxStore(catalogue);
    await work.request('rebuild');
    terminal.line('Rebuilding the search index; the old one answers until the new one is ready …');
    while ((await work.pending()).length > 0 || (await outbox.countBehind()) > 0)
      await sleep(POLL_MS, undefined, { signal });
    return true;
  });
  terminal.line(
    isDone === true
      ? `The search index was rebuilt in ${formatDuration((performance.now() - startedMs) / 1000)}`
      : 'The rebuild goes on; the dashboard shows it.',
  );
}
