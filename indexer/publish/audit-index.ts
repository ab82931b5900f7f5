// Compares the index with what the catalogue believes of it, slice by slice, and corrects the belief: what the index lacks is behind then.

import type { IndexBelief } from '../../core/catalogue/outbox-store.ts';
import type { IndexFindings } from '../../core/contract/search-index.ts';
import { differingDocuments } from './compare-documents.ts';
import { judgeDocument, type Verdict } from './judge-document.ts';
import type { PublishParts, StepOptions } from './publish-parts.ts';

/** Documents compared at once. */
const SLICE = 2000;
const PLACES = 2 ** 32;

/** `revisions` finds what was not sent or is too much; `contents`, at four times the cost (0.1 ms a document), also what was changed in place. */
export type AuditDepth = 'revisions' | 'contents';

/**
 * Puts every video into the outbox whose document is missing, stale or not to be there; the next passes repair it.
 * Documents of videos that the catalogue does not know are deleted.
 */
export async function auditIndex(
  parts: PublishParts,
  depth: AuditDepth,
  { signal, betweenChunks, onProgress }: StepOptions,
): Promise<IndexFindings> {
  const { least, most } = await parts.outbox.expectedDocuments();
  const total = Math.max(least, most, await parts.index.countDocuments(signal));
  const slices = Math.max(1, Math.ceil(total / SLICE));
  let found: IndexFindings = { documents: 0, missing: 0, stale: 0, surplus: 0 };
  for (let slice = 0; slice < slices; slice += 1) {
    const done = Math.min(found.documents, total);
    await onProgress({ stage: 'comparing', done, total });
    const places = { min: edge(slice, slices), max: edge(slice + 1, slices) - 1 };
    found = sum(found, await auditSlice(parts, { places, depth, signal }));
    await betweenChunks();
  }
  return found;
}

function edge(slice: number, slices: number): number {
  return Math.floor((slice / slices) * PLACES);
}

function sum(a: IndexFindings, b: IndexFindings): IndexFindings {
  return {
    documents: a.documents + b.documents,
    missing: a.missing + b.missing,
    stale: a.stale + b.stale,
    surplus: a.surplus + b.surplus,
  };
}

interface Slice {
  readonly places: { readonly min: number; readonly max: number };
  readonly depth: AuditDepth;
  readonly signal: AbortSignal;
}

/** A document's place is the first half of its hash, so that the same slice can be cut from both sides. */
async function auditSlice(parts: PublishParts, slice: Slice): Promise<IndexFindings> {
  const { outbox, index } = parts;
  const { places, signal } = slice;
  const before = places.max + 1 === PLACES ? undefined : hashAt(places.max + 1);
  const beliefs = await outbox.beliefs(hashAt(places.min), before);
  const revisions = await index.readRevisions(places, signal);
  const verdicts = beliefs.map((belief) => ({
    belief,
    verdict: judgeDocument(belief, revisions.get(belief.hash)),
  }));
  const changed = slice.depth === 'contents' ? await findChanged(parts, verdicts, slice) : [];
  await outbox.correct([
    ...verdicts.flatMap(({ belief: { hash }, verdict: { rev } }) =>
      rev === undefined ? [] : [{ hash, rev }],
    ),
    ...changed.map((hash) => ({ hash, rev: 0 })),
  ]);
  const known = new Set(beliefs.map(({ hash }) => hash));
  const unknown = [...revisions.keys()].filter((hash) => !known.has(hash));
  await index.delete(unknown, signal);
  const countOf = (finding: Verdict['finding']) =>
    verdicts.filter(({ verdict }) => verdict.finding === finding).length;
  return {
    documents: revisions.size,
    missing: countOf('missing'),
    stale: countOf('stale') + changed.length,
    surplus: countOf('surplus') + unknown.length,
  };
}

/** Of the documents whose revision is right, those that say something else than the catalogue. */
async function findChanged(
  { outbox, index }: PublishParts,
  verdicts: readonly { readonly belief: IndexBelief; readonly verdict: Verdict }[],
  { places, signal }: Slice,
): Promise<readonly string[]> {
  const inStep = verdicts.filter(({ belief, verdict }) => verdict.isInStep && belief.isPresent);
  const entries = await outbox.entriesOf(inStep.map(({ belief: { hash } }) => hash));
  return differingDocuments(entries, await index.readDocuments(places, signal));
}

function hashAt(place: number): string {
  return place.toString(16).padStart(8, '0');
}
