// Says in words how far a rebuild of the search index is. Pure.

import type { IndexRunRow } from '../../core/catalogue/index-run-store.ts';
import { countOf } from './scan-text.ts';

/** One line about a rebuild that is not over. */
export function describeRebuild(
  run: Pick<IndexRunRow, 'state' | 'stage' | 'done' | 'total' | 'error'>,
): string {
  if (run.state === 'queued')
    return run.error === null ? 'Waiting for the indexer' : `Trying again: ${run.error}`;
  const count = `${run.done.toLocaleString('en')} of ${countOf(run.total, 'document')}`;
  switch (run.stage) {
    case 'filling':
      return `Filling the new index: ${count}`;
    case 'comparing':
      return `Comparing it with the catalogue: ${count}`;
    case null:
      return 'Beginning';
    default:
      return run.stage satisfies never;
  }
}
