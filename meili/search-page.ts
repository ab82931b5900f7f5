// The page of a search and what is counted beside it: in one request as a rule, in a few when the page lies far into the result.

import { CountPlan, type Answer, type SearchCounts } from './count-plan.ts';
import { DeepPage } from './deep-page.ts';
import { and, type Filter } from './filter.ts';
import type { KnownTotals } from './known-totals.ts';
import type { SpreadOf } from './library-spreads.ts';
import { reachIn, type PlaceOptions } from './place-finder.ts';
import { secondPartOffset, walkParts, type WalkPart } from './random-walk.ts';
import { stretchesOf, type Stretch } from './result-order.ts';
import {
  baseQuery,
  pageOf,
  searchFilter,
  withFilter,
  type Matching,
  type VideoQuery,
  type VideoSearch,
} from './search-queries.ts';
import { shuffleStart } from './shuffle.ts';

/** A page of a search, with the numbers of all of it. */
export interface SearchPage extends SearchCounts {
  readonly hashes: readonly string[];
}

interface FoundHashes extends Answer {
  readonly hits: readonly { readonly hash: string }[];
}

/** Asks several queries in one request. */
export type AskHashes = (queries: readonly VideoQuery[]) => Promise<readonly FoundHashes[]>;

/** How a page is asked for. */
export interface PageOptions {
  readonly matching: Matching;
  readonly spreadOf: SpreadOf;
  readonly totals: KnownTotals;
  readonly places: PlaceOptions;
}

interface DeepOptions extends PageOptions {
  readonly plan: CountPlan;
  readonly stretches: readonly Stretch[];
  readonly likelyTotal: number | undefined;
}

/** Asks for the page that the search's query names. */
export async function searchPage(
  ask: AskHashes,
  search: VideoSearch,
  options: PageOptions,
): Promise<SearchPage> {
  const { matching, totals, places } = options;
  const { sort, page, limit } = search.query;
  const plan = new CountPlan(search);
  const [whole, ...others] = plan.queries(matching);
  const likelyTotal = whole && totals.of(whole);
  const isFar = (page - 1) * limit > reachIn(likelyTotal ?? 0, places);
  // With words given up, which ones depends on what else is asked for.
  const isDeep = isFar && matching === 'all';
  const stretches = isDeep ? stretchesOf(search.query) : undefined;
  const read = async () => {
    if (stretches !== undefined)
      return await deepPage(ask, search, { ...options, plan, stretches, likelyTotal });
    if (sort?.key === 'random') return await randomPage(ask, search, { matching, plan });
    const results = await ask([{ ...whole, ...pageOf(search.query) }, ...others]);
    return { ...plan.read(results), hashes: toHashes(results.slice(0, 1)) };
  };
  const found = await read();
  if (whole !== undefined) totals.remember(whole, found.total);
  return found;
}

/** In two rounds as a rule: what is counted, around the likely place too, and the page. */
async function deepPage(
  ask: AskHashes,
  search: VideoSearch,
  { plan, stretches, likelyTotal, places, spreadOf }: DeepOptions,
): Promise<SearchPage> {
  const { page, limit } = search.query;
  const result = { query: baseQuery(search, 'all'), filter: searchFilter(search), stretches };
  const window = { offset: (page - 1) * limit, limit };
  const deep = new DeepPage({ ask, spreadOf, options: places }, result, window);
  const planned = plan.queries('all');
  const round = await deep.firstRound(likelyTotal);
  const answers = await ask([...planned, ...round.queries]);
  const counts = plan.read(answers.slice(0, planned.length));
  const parts = await deep.parts(counts.total, round, answers.slice(planned.length));
  if (parts.length === 0) return { ...counts, hashes: [] };
  const found = await ask(parts.map(({ query }) => query));
  const hashes = parts.flatMap(({ isReversed }, place) => {
    const inOrder = toHashes(found.slice(place, place + 1));
    return isReversed ? inOrder.toReversed() : inOrder;
  });
  return { ...counts, hashes };
}

async function randomPage(
  ask: AskHashes,
  search: VideoSearch,
  { matching, plan }: { readonly matching: Matching; readonly plan: CountPlan },
): Promise<SearchPage> {
  const { page, limit, seed = '' } = search.query;
  const [first, second] = walkParts(shuffleStart(seed));
  const filter = searchFilter(search);
  const base = baseQuery(search, matching);
  const firstPage = { ...base, ...withPart(filter, first), page, hitsPerPage: limit };
  const [start, ...counted] = await ask([firstPage, ...plan.queries(matching)]);
  const counts = plan.read(counted);
  const hashes = start === undefined ? [] : toHashes([start]);
  const walked = (page - 1) * limit + hashes.length;
  if (hashes.length === limit || walked >= counts.total) return { ...counts, hashes };
  const offset = secondPartOffset(page, limit, start?.totalHits ?? 0);
  const rest = { ...base, ...withPart(filter, second), offset, limit: limit - hashes.length };
  return { ...counts, hashes: [...hashes, ...toHashes(await ask([rest]))] };
}

/** What makes a query one for a part of a walk. */
export function withPart(filter: Filter | undefined, part: WalkPart): VideoQuery {
  return { ...withFilter(and(filter, part.filter)), sort: [...part.sort] };
}

function toHashes(found: readonly FoundHashes[]): readonly string[] {
  return found.flatMap(({ hits }) => hits.map(({ hash }) => hash));
}
