// One pass of the outbox: documents that are behind are sent, then noted as published. The order matters: a crash in between sends again.

import { bumpCounter } from '../../core/catalogue/counters.ts';
import type { OutboxEntry } from '../../core/catalogue/outbox-store.ts';
import { searchDocument, toDocument, type SearchDocument } from '../../meili/document.ts';
import type { PublishParts } from './publish-parts.ts';
import { sendDocuments, type RefusedDocument } from './send-documents.ts';

/** Rows that are read at once: reading is synchronous, and the indexer has other things to do. */
const PAGE = 1000;

/** Entries of the outbox as what has to be sent. */
interface Outgoing {
  readonly documents: readonly SearchDocument[];
  readonly deleted: readonly string[];
  /** Refused by our own check already. */
  readonly invalid: readonly RefusedDocument[];
}

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
  const entries = await readBehind(parts, limit);
  if (entries.length === 0) return 0;
  const { documents, deleted, invalid } = toOutgoing(entries);
  const refused = [...invalid, ...(await sendDocuments(parts.index, documents, signal))];
  await parts.index.delete(deleted, signal);
  const errorOf = new Map(refused.map(({ hash, error }) => [hash, error]));
  for (const { hash, error } of refused)
    parts.log.warn({ hash, reason: error }, 'the search engine refuses a video');
  // Counted first: whoever remembers answers must not be left with old ones by a crash here.
  await bumpCounter(parts.catalogue, 'library');
  await parts.outbox.markPublished(
    entries.map(({ video: { hash, rev } }) => {
      const error = errorOf.get(hash);
      return { hash, rev, ...(error !== undefined && { error }) };
    }),
  );
  return entries.length;
}

/** Sorts entries by what has to be done with them, and checks the documents. */
export function toOutgoing(entries: readonly OutboxEntry[]): Outgoing {
  const documents: SearchDocument[] = [];
  const deleted: string[] = [];
  const invalid: RefusedDocument[] = [];
  for (const entry of entries) {
    const { hash, isPresent } = entry.video;
    if (!isPresent) {
      deleted.push(hash);
      continue;
    }
    const checked = searchDocument.safeParse(toDocument(entry));
    if (checked.success) documents.push(checked.data);
    else invalid.push({ hash, error: describeIssues(checked.error.issues) });
  }
  return { documents, deleted, invalid };
}

function describeIssues(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): string {
  return issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('; ');
}

async function readBehind({ outbox }: PublishParts, limit: number): Promise<OutboxEntry[]> {
  const entries: OutboxEntry[] = [];
  while (entries.length < limit) {
    const size = Math.min(PAGE, limit - entries.length);
    const page = await outbox.nextBehind(size, entries.at(-1)?.video.hash);
    entries.push(...page);
    if (page.length < size) break;
  }
  return entries;
}
