// A page of a ranking under a filter.

import type { Ranking, SimilarVideo } from '../../core/similarity/ranking.ts';
import type { Filter } from '../../meili/filter.ts';
import type { VideoIndex } from '../../meili/video-index.ts';
import type { CandidateVideos } from './candidate-videos.ts';

/** So many times what is wanted is looked at first: mostly nearly all pass. */
const FIRST_RATIO = 1.3;
const CANDIDATES_GROWTH = 4;
/** So many of the likest are judged by their rows in the catalogue; of more the search engine is asked, which takes 3 ms. */
const JUDGED_HERE = 300;
/** So few matching videos are read at once rather than candidates checked. */
const FEW = 1000;

/** What a page is cut from, and what judges the videos for it. */
export interface PageSource {
  readonly index: VideoIndex;
  readonly ranking: Ranking;
  /** Under the same filter as the page. */
  readonly candidates: CandidateVideos;
}

export interface PageRequest {
  readonly startFrom: number;
  readonly limit: number;
  /** Undefined when it does not restrict. */
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
  { index, ranking, candidates }: PageSource,
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
    judge: async (hashes) => new Set((await candidates.passing(hashes)).map(({ hash }) => hash)),
    ask: async (hashes) => await index.visibleAmong(hashes, filter, signal),
  });
  const passing =
    walked.passing ?? ranking.among(await index.matching(filter, walked.matching, signal));
  return {
    found: passing.slice(startFrom, end),
    total: passing.length,
    isTotalExact: walked.isWhole,
  };
}

type Check = (hashes: readonly string[]) => Promise<ReadonlySet<string>>;

interface Walk {
  /** How many must pass. */
  readonly wanted: number;
  /** Which of a few candidates pass, by the catalogue. */
  readonly judge: Check;
  /** Which of many candidates pass, by the search engine. */
  readonly ask: Check;
  /** How many videos match at all; asked when there is more to do than a few candidates. */
  readonly matching: () => Promise<number>;
}

/** What passes among the likest; no list when reading all that match is the lesser work. */
type Walked =
  | { readonly passing: readonly SimilarVideo[]; readonly isWhole: boolean }
  | { readonly passing: undefined; readonly isWhole: true; readonly matching: number };

/** Checks the likest, each once. */
async function walk(ranking: Ranking, { wanted, judge, ask, matching }: Walk): Promise<Walked> {
  const passing: SimilarVideo[] = [];
  let tried = 0;
  let known: number | undefined;
  for (let goal = Math.ceil(wanted * FIRST_RATIO); ; goal *= CANDIDATES_GROWTH) {
    const candidates = ranking.first(goal).slice(tried);
    const check = goal <= JUDGED_HERE ? judge : ask;
    const allowed = await check(candidates.map(({ hash }) => hash));
    passing.push(...candidates.filter(({ hash }) => allowed.has(hash)));
    tried += candidates.length;
    const isWhole = tried < goal;
    if (isWhole || passing.length >= wanted) return { passing, isWhole };
    if (goal * CANDIDATES_GROWTH <= JUDGED_HERE) continue;
    known ??= await matching();
    if (known <= Math.max(FEW, tried))
      return { passing: undefined, isWhole: true, matching: known };
  }
}
