// Makes sure, after every connection, that the index is there and set up, and asks for what else it lacks.

import type { IndexRunStore } from '../../core/catalogue/index-run-store.ts';
import type { PublishParts } from './publish-parts.ts';
import { rebuildSibling } from './rebuild-index.ts';

/**
 * Ends with an index that documents can be sent to. What takes long, a rebuild or an audit, is only asked for.
 *
 * @returns its identity; when that changes, somebody replaced the index and it has to be prepared again.
 */
export async function prepareIndex(
  { index, outbox, log }: PublishParts,
  runs: IndexRunStore,
  signal: AbortSignal,
): Promise<string | undefined> {
  await index.ensure(signal);
  if ((await rebuildSibling(index).identity(signal)) !== undefined) {
    log.info('a rebuild of the search index was interrupted: it begins again');
    await runs.request('rebuild', 'indexer');
  }
  if ((await index.countOutdated(signal)) > 0) {
    log.info('the search index has documents of another version: it is rebuilt');
    await runs.request('rebuild', 'indexer');
  }
  const documents = await index.countDocuments(signal);
  const { least, most } = await outbox.expectedDocuments();
  if (documents === 0 && least > 0) {
    log.warn({ videos: least }, 'the search index is empty: filling it again');
    await outbox.markAllBehind();
  } else if (documents < least || documents > most) {
    log.warn({ documents, least, most }, 'the search index has too few or too many documents');
    await runs.request('audit', 'indexer');
  }
  return await index.identity(signal);
}
