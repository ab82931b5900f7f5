// Fills a new index beside the old one and swaps them, so that searching goes on all the while.

import { bumpCounter } from '../../core/catalogue/counters.ts';
import type { IndexFindings } from '../../core/contract/search-index.ts';
import type { VideoIndexWriter } from '../../meili/video-index-writer.ts';
import { auditIndex } from './audit-index.ts';
import { toOutgoing } from './publish-behind.ts';
import { FILL_CHUNK, type PublishParts, type StepOptions } from './publish-parts.ts';
import { sendDocuments } from './send-documents.ts';

const PAGE = 1000;

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
  for await (const documents of presentDocuments(parts)) {
    // Refused ones are missing then; the audit puts them into the outbox, where they get their error.
    await sendDocuments(fresh, documents, signal);
    done += documents.length;
    await onProgress({ stage: 'filling', done: Math.min(done, total), total });
    await betweenChunks();
  }
  await parts.index.swapWith(fresh, signal);
  await bumpCounter(parts.catalogue, 'library');
  const findings = await auditIndex(parts, 'revisions', options);
  await fresh.drop(signal);
  return findings;
}

async function* presentDocuments({ outbox }: PublishParts) {
  let chunk: ReturnType<typeof toOutgoing>['documents'] = [];
  let afterHash = '';
  for (;;) {
    const page = await outbox.nextPresent(PAGE, afterHash);
    chunk = [...chunk, ...toOutgoing(page).documents];
    afterHash = page.at(-1)?.video.hash ?? afterHash;
    const isLast = page.length < PAGE;
    if (chunk.length >= FILL_CHUNK || (isLast && chunk.length > 0)) {
      yield chunk;
      chunk = [];
    }
    if (isLast) return;
  }
}
