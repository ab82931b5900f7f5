// Compares the index with what the catalogue believes of it, slice by slice, and corrects the belief: what the index lacks is behind then.

import type { IndexBelief, PublishedRevision } from '../../core/catalogue/outbox-store.ts';
import type { PublishParts } from './publish-parts.ts';

/** Documents compared at once. */
const SLICE = 2000;
const PLACES = 2 ** 32;

/** What an audit found. */
export interface AuditResult {
  readonly documents: number;
  /** Documents that were missing, stale or too many. */
  readonly repaired: number;
}

/**
 * Reads every document's revision and puts every video into the outbox whose document is missing, stale or not to be
 * there; the next passes repair it. Documents of videos that the catalogue does not know are deleted.
 */
export async function auditIndex(parts: PublishParts, signal: AbortSignal): Promise<AuditResult> {
  const { least, most } = await parts.outbox.expectedDocuments();
  const expected = Math.max(least, most, await parts.index.countDocuments(signal));
  const slices = Math.max(1, Math.ceil(expected / SLICE));
  let documents = 0;
  let repaired = 0;
  for (let slice = 0; slice < slices; slice += 1) {
    const places = { min: edge(slice, slices), max: edge(slice + 1, slices) - 1 };
    const result = await auditSlice(parts, places, signal);
    documents += result.documents;
    repaired += result.repaired;
  }
  return { documents, repaired };
}

function edge(slice: number, slices: number): number {
  return Math.floor((slice / slices) * PLACES);
}

/** A document's place is the first half of its hash, so that the same slice can be cut from both sides. */
async function auditSlice(
  { outbox, index }: PublishParts,
  places: { readonly min: number; readonly max: number },
  signal: AbortSignal,
): Promise<AuditResult> {
  const before = places.max + 1 === PLACES ? undefined : hashAt(places.max + 1);
  const beliefs = await outbox.beliefs(hashAt(places.min), before);
  const revisions = await index.readRevisions(places, signal);
  const corrections = beliefs.flatMap((belief) => correction(belief, revisions.get(belief.hash)));
  await outbox.correct(corrections);
  const known = new Set(beliefs.map(({ hash }) => hash));
  const unknown = [...revisions.keys()].filter((hash) => !known.has(hash));
  await index.delete(unknown, signal);
  return { documents: revisions.size, repaired: corrections.length + unknown.length };
}

function hashAt(place: number): string {
  return place.toString(16).padStart(8, '0');
}

/** What the catalogue should believe instead; nothing when it is right. */
export function correction(
  { hash, rev, publishedRev, isPresent }: IndexBelief,
  indexed: number | undefined,
): readonly PublishedRevision[] {
  if (!isPresent) {
    const isLeftOver = indexed !== undefined && publishedRev >= rev;
    return isLeftOver ? [{ hash, rev: 0 }] : [];
  }
  // A higher revision than the video ever had is the document of another catalogue.
  const actual = indexed === undefined || indexed < 0 || indexed > rev ? 0 : indexed;
  return actual === publishedRev ? [] : [{ hash, rev: actual }];
}
