// Fills a new index beside the old one and swaps them, so that searching goes on all the while.

import { bumpCounter } from '../../core/catalogue/counters.ts';
import type { IndexFindings } from '../../core/contract/search-index.ts';
import type { VideoIndexWriter } from '../../meili/video-index-writer.ts';
import { auditIndex } from './audit-index.ts';
import { outgoingChunks } from './outgoing.ts';
import type { PublishParts, StepOptions } from './publish-parts.ts';
import { sendChunks } from './send-documents.ts';

/** The index that is filled; after the swap, the one that is left over. */
export function rebuildSibling(index: VideoIndexWriter): VideoIndexWriter {
  return index.sibling(`${index.indexUid}_rebuild`);
}

/**
 * Makes the index anew from the catalogue. Meanwhile `betweenChunks` may publish to the old one. What it published is
 * perhaps not in the new one: after the swap an audit sets the catalogue right about every document, and only then is the
 * old index dropped, by which a restart knows that the audit was not finished.
 *
 * @returns what the audit found.
 */
export async function rebuildIndex(
  parts: PublishParts,
  options: StepOptions,
): Promise<IndexFindings> {
  const { signal, betweenChunks, onProgress } = options;
  const fresh = rebuildSibling(parts.index);
  await fresh.drop(signal);
  await fresh.ensure(signal);
  const total = await parts.outbox.countPresent();
  let done = 0;
  await onProgress({ stage: 'filling', done, total });
  const present = outgoingChunks((limit, afterHash) => parts.outbox.nextPresent(limit, afterHash));
  // Refused ones are missing then; the audit puts them into the outbox, where they get their error.
  for await (const { chunk } of sendChunks(fresh, present, signal)) {
    done += chunk.revisions.length;
    await onProgress({ stage: 'filling', done: Math.min(done, total), total });
    await betweenChunks();
  }
  await parts.index.swapWith(fresh, signal);
  await bumpCounter(parts.catalogue, 'library');
  const findings = await auditIndex(parts, 'revisions', options);
  await fresh.drop(signal);
  return findings;
}
