// Why a video is like another, in words. Pure.

import type { SimilarityReason } from '../../../core/contract/search.ts';

const kindLabels: Readonly<Record<string, string>> = {
  category: 'Same category',
  collection: 'Same collection',
  line: 'Same line',
  performer: 'Same performer',
  studio: 'Same studio',
  tag: 'Same tag',
  word: 'Both say',
};

/** What stands before the shared term: `Same performer`. */
export function reasonLabel(reason: Pick<SimilarityReason, 'kind'>): string {
  return kindLabels[reason.kind] ?? 'In common';
}

/** Lighter than this part of the heaviest, a reason tells nothing, such as the collection that all videos are in. */
const MIN_PART = 0.05;

/** The few reasons worth showing, the heaviest first. */
export function mainReasons(
  because: readonly SimilarityReason[],
  limit: number,
): readonly SimilarityReason[] {
  const sorted = because.toSorted((a, b) => b.weight - a.weight);
  const least = (sorted[0]?.weight ?? 0) * MIN_PART;
  return sorted.filter(({ weight }) => weight >= least).slice(0, limit);
}
