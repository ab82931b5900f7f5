// A page of a ranking under a filter that only the search index can judge.

import type { Ranking, SimilarVideo } from '../../core/similarity/ranking.ts';
import type { Filter } from '../../meili/filter.ts';
import type { VideoIndex } from '../../meili/video-index.ts';

/** So few matching videos are read at once rather than candidates checked. */
const FEW = 1000;
const FIRST_CANDIDATES = 200;
const CANDIDATES_GROWTH = 4;

export interface PageRequest {
  readonly startFrom: number;
  readonly limit: number;
  readonly filter: Filter | undefined;
  readonly signal: AbortSignal;
}

export interface PassingPage {
  readonly found: readonly SimilarVideo[];
  /** How many pass; at least so many when it is not exact. */
  readonly total: number;
  readonly isTotalExact: boolean;
}

/**
 * The page of those that pass, in the order of the ranking. Whatever is the lesser work is done: the
 * likest are checked, in growing numbers, or all that match are read and ranked.
 */
export async function readPassingPage(
  index: VideoIndex,
  ranking: Ranking,
  { startFrom, limit, filter, signal }: PageRequest,
): Promise<PassingPage> {
  const end = startFrom + limit;
  if (filter === undefined) {
    const found = ranking.first(end).slice(startFrom);
    return { found, total: ranking.total, isTotalExact: true };
  }
  const matching = await index.count(filter, signal);
  const isAllowed = async (hashes: readonly string[]) =>
    await index.visibleAmong(hashes, filter, signal);
  const walked =
    matching > FEW
      ? await walk(ranking, { wanted: end + 1, maxTried: matching, isAllowed })
      : undefined;
  const passing = walked?.passing ?? ranking.among(await index.matching(filter, matching, signal));
  return {
    found: passing.slice(startFrom, end),
    total: passing.length,
    isTotalExact: walked?.isWhole ?? true,
  };
}

interface Walk {
  /** How many must pass: one more than the page needs tells whether there is a next one. */
  readonly wanted: number;
  readonly maxTried: number;
  readonly isAllowed: (hashes: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** Those that pass among the likest, each checked once; undefined when too many would have to be tried. */
async function walk(
  ranking: Ranking,
  { wanted, maxTried, isAllowed }: Walk,
): Promise<{ readonly passing: readonly SimilarVideo[]; readonly isWhole: boolean } | undefined> {
  const passing: SimilarVideo[] = [];
  let tried = 0;
  for (let goal = Math.max(FIRST_CANDIDATES, wanted); ; goal *= CANDIDATES_GROWTH) {
    const candidates = ranking.first(goal).slice(tried);
    const allowed = await isAllowed(candidates.map(({ hash }) => hash));
    passing.push(...candidates.filter(({ hash }) => allowed.has(hash)));
    tried += candidates.length;
    const isWhole = tried < goal;
    if (isWhole || passing.length >= wanted) return { passing, isWhole };
    if (tried >= maxTried) return undefined;
  }
}
