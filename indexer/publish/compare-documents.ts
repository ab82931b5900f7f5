// Whether documents of the index say what the catalogue would have them say. Pure.

import type { OutboxEntry } from '../../core/catalogue/outbox-store.ts';
import { toDocument } from '../../meili/document.ts';

/** Numbers go through two JSON writers; a difference in the last digit is none. */
const RELATIVE_ERROR = 1e-9;

/** A document as the index answers it. */
export type IndexedDocument = Readonly<Record<string, unknown>>;

/** The hashes of those videos whose document of the same revision says something else. */
export function differingDocuments(
  entries: readonly OutboxEntry[],
  documents: ReadonlyMap<string, IndexedDocument>,
): readonly string[] {
  return entries
    .filter((entry) => {
      const document = documents.get(entry.video.hash);
      return document?.['rev'] === entry.video.rev && !saysTheSame(entry, document);
    })
    .map((entry) => entry.video.hash);
}

/** The time of the last view moves on during a view without a new revision. */
function saysTheSame(entry: OutboxEntry, document: IndexedDocument): boolean {
  const { lastViewedAt: _, ...wanted } = toDocument(entry);
  const { lastViewedAt: __, ...actual } = document;
  return isEqual(wanted, actual);
}

function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= Math.abs(a) * RELATIVE_ERROR;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
  if (isRecord(a) && isRecord(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => key in b && isEqual(a[key], b[key]))
    );
  }
  return a === b;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
