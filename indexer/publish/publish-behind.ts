// One pass of the outbox: documents that are behind are sent, then noted as published. The order matters: a crash in between sends again.

import { bumpCounter } from '../../core/catalogue/counters.ts';
import { type Outgoing, outgoingChunks } from './outgoing.ts';
import type { PublishParts } from './publish-parts.ts';
import { sendChunks, type SentChunk } from './send-documents.ts';

/**
 * Sends up to `limit` of what is behind and waits until it can be searched.
 *
 * @returns how many are not behind any more, refused ones included.
 */
export async function publishBehind(
  parts: PublishParts,
  limit: number,
  signal: AbortSignal,
): Promise<number> {
  const { outbox, index } = parts;
  const chunks = outgoingChunks((size, afterHash) => outbox.nextBehind(size, afterHash), limit);
  let published = 0;
  for await (const sent of sendChunks(index, chunks, signal)) {
    await index.delete(sent.chunk.deleted, signal);
    await notePublished(parts, sent);
    published += sent.chunk.revisions.length;
  }
  return published;
}

async function notePublished(
  { catalogue, outbox, log }: PublishParts,
  { chunk, refused }: SentChunk<Outgoing>,
): Promise<void> {
  const errors = [...chunk.invalid, ...refused];
  const errorOf = new Map(errors.map(({ hash, error }) => [hash, error]));
  for (const { hash, error } of errors)
    log.warn({ hash, reason: error }, 'the search engine refuses a video');
  // Counted first: whoever remembers answers must not be left with old ones by a crash here.
  await bumpCounter(catalogue, 'library');
  await outbox.markPublished(
    chunk.revisions.map((revision) => {
      const error = errorOf.get(revision.hash);
      return error === undefined ? revision : { ...revision, error };
    }),
  );
}
