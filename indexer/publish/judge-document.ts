// What the revision of a document in the index says about it, given what the catalogue believes. Pure.

import type { IndexBelief } from '../../core/catalogue/outbox-store.ts';

/** What is to be made of one document. */
export interface Verdict {
  readonly finding?: 'missing' | 'stale' | 'surplus';
  /** What the catalogue should believe is published instead; absent when it is right. */
  readonly rev?: number;
  /** The index has the revision that the catalogue has, and nothing waits to be sent. */
  readonly isInStep: boolean;
}

const fine: Verdict = { isInStep: false };

/** @param indexed the revision of the document in the index; below 0 for one without, undefined for no document */
export function judgeDocument(belief: IndexBelief, indexed: number | undefined): Verdict {
  const { rev, publishedRev, isPresent, isRefused } = belief;
  if (!isPresent) {
    const isLeftOver = indexed !== undefined && publishedRev >= rev;
    return isLeftOver ? { finding: 'surplus', rev: 0, isInStep: false } : fine;
  }
  // It stays refused, with an earlier document or none, unless it got in on another way, such as a rebuild.
  if (isRefused) return indexed === rev ? { rev, isInStep: true } : fine;
  // A higher revision than the video ever had is the document of another catalogue.
  const actual = indexed === undefined || indexed < 0 || indexed > rev ? 0 : indexed;
  if (actual === publishedRev) return { isInStep: actual === rev };
  // Sent, and the note of it was lost.
  if (actual > publishedRev) return { rev: actual, isInStep: actual === rev };
  return { finding: indexed === undefined ? 'missing' : 'stale', rev: actual, isInStep: false };
}
