// Makes sure, after every connection, that the index is there, set up, and what the catalogue believes it to be.

import { auditIndex } from './audit-index.ts';
import type { PublishParts } from './publish-parts.ts';
import { finishRebuild, rebuildIndex, rebuildSibling } from './rebuild-index.ts';

/**
 * Ends with an index of today's form whose lacks are all in the outbox.
 *
 * @returns its identity; when that changes, somebody replaced the index and it has to be prepared again.
 */
export async function prepareIndex(
  parts: PublishParts,
  signal: AbortSignal,
  betweenChunks: () => Promise<void>,
): Promise<string | undefined> {
  const { index, outbox, log } = parts;
  await index.ensure(signal);
  if ((await rebuildSibling(index).identity(signal)) !== undefined) {
    log.info('finishing a rebuild of the search index that was interrupted');
    await finishRebuild(parts, signal);
  }
  if ((await index.countOutdated(signal)) > 0) {
    log.info('rebuilding the search index, because its documents are of another version');
    await rebuildIndex(parts, signal, betweenChunks);
  }
  const documents = await index.countDocuments(signal);
  const { least, most } = await outbox.expectedDocuments();
  if (documents === 0 && least > 0) {
    log.warn({ videos: least }, 'the search index is empty: filling it again');
    await outbox.markAllBehind();
  } else if (documents < least || documents > most) {
    const { repaired } = await auditIndex(parts, signal);
    log.warn({ documents, least, most, repaired }, 'the search index was not as it should be');
  }
  return await index.identity(signal);
}
