// Entries of the outbox, page by page, as what has to be sent.

import type { OutboxEntry, PublishedRevision } from '../../core/catalogue/outbox-store.ts';
import { searchDocument, toDocument } from '../../meili/document.ts';
import type { OutgoingChunk, OutgoingDocument, RefusedDocument } from './send-documents.ts';

/** Rows that are read at once: reading is synchronous, and the indexer has other things to do. */
const PAGE = 1000;

/** Videos of one chunk; larger ones are not indexed faster as long as the engine merges them. */
const CHUNK = 2000;

/** What has to be sent of some videos. */
export interface Outgoing extends OutgoingChunk {
  /** Of every video, whatever has to be done with it. */
  readonly revisions: readonly PublishedRevision[];
  readonly deleted: readonly string[];
  /** Refused by our own check already. */
  readonly invalid: readonly RefusedDocument[];
}

/** Reads up to `limit` entries in order of hash, beginning after `afterHash`. */
export type ReadPage = (limit: number, afterHash: string) => Promise<readonly OutboxEntry[]>;

/** All that `readPage` gives, at most `limit` videos. No chunk is without a video. */
export async function* outgoingChunks(
  readPage: ReadPage,
  limit = Infinity,
): AsyncGenerator<Outgoing, void, void> {
  let afterHash = '';
  let left = limit;
  let chunk = emptyChunk();
  while (left > 0) {
    const wanted = Math.min(PAGE, left);
    const page = await readPage(wanted, afterHash);
    for (const entry of page) addTo(chunk, entry);
    afterHash = page.at(-1)?.video.hash ?? afterHash;
    left = page.length < wanted ? 0 : left - page.length;
    if (chunk.revisions.length >= CHUNK || (left === 0 && chunk.revisions.length > 0)) {
      yield chunk;
      chunk = emptyChunk();
    }
  }
}

function emptyChunk() {
  return {
    revisions: [] as PublishedRevision[],
    documents: [] as OutgoingDocument[],
    deleted: [] as string[],
    invalid: [] as RefusedDocument[],
  };
}

function addTo(chunk: ReturnType<typeof emptyChunk>, entry: OutboxEntry): void {
  const { hash, rev, isPresent } = entry.video;
  chunk.revisions.push({ hash, rev });
  if (!isPresent) {
    chunk.deleted.push(hash);
    return;
  }
  const checked = searchDocument.safeParse(toDocument(entry));
  if (checked.success) chunk.documents.push({ hash, line: JSON.stringify(checked.data) });
  else chunk.invalid.push({ hash, error: describeIssues(checked.error.issues) });
}

function describeIssues(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): string {
  return issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('; ');
}
