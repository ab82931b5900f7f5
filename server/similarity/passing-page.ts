// A page of a ranking under a filter that only the search index can judge.

import type { Ranking, SimilarVideo } from '../../core/similarity/ranking.ts';
import type { Filter } from '../../meili/filter.ts';
import type { VideoIndex } from '../../meili/video-index.ts';

/** So few matching videos are read at once rather than candidates checked. */
const FEW = 1000;
/** A few more than a page: mostly nearly all pass. */
const FIRST_CANDIDATES = 40;
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
  const walked = await walk(ranking, {
    // One more than the page needs tells whether there is a next one.
    wanted: end + 1,
    matching: async () => await index.count(filter, signal),
    isAllowed: async (hashes) => await index.visibleAmong(hashes, filter, signal),
  });
  const passing =
    walked.passing ?? ranking.among(await index.matching(filter, walked.matching, signal));
  return {
    found: passing.slice(startFrom, end),
    total: passing.length,
    isTotalExact: walked.isWhole,
  };
}

interface Walk {
  /** How many must pass. */
  readonly wanted: number;
  readonly isAllowed: (hashes: readonly string[]) => Promise<ReadonlySet<string>>;
  /** How many videos match at all; asked when the first candidates did not do. */
  readonly matching: () => Promise<number>;
}

/** What passes among the likest; no list when reading all that match is the lesser work. */
type Walked =
  | { readonly passing: readonly SimilarVideo[]; readonly isWhole: boolean }
  | { readonly passing: undefined; readonly isWhole: true; readonly matching: number };

/** Checks the likest, each once. */
async function walk(ranking: Ranking, { wanted, isAllowed, matching }: Walk): Promise<Walked> {
  const passing: SimilarVideo[] = [];
  let tried = 0;
  let known: number | undefined;
  for (let goal = Math.max(FIRST_CANDIDATES, wanted); ; goal *= CANDIDATES_GROWTH) {
    const candidates = ranking.first(goal).slice(tried);
    const allowed = await isAllowed(candidates.map(({ hash }) => hash));
    passing.push(...candidates.filter(({ hash }) => allowed.has(hash)));
    tried += candidates.length;
    const isWhole = tried < goal;
    if (isWhole || passing.length >= wanted) return { passing, isWhole };
    known ??= await matching();
    if (known <= Math.max(FEW, tried))
      return { passing: undefined, isWhole: true, matching: known };
  }
}
