// What the server adds to the engine's time: whole search pages with facets under content filters, by several people at once.

import { routes } from '../../../core/contract/routes.ts';
import { searchQuery, type SearchQuery } from '../../../core/contract/search.ts';
import { compileContentFilter } from '../../../meili/content-filter.ts';
import { CountPlan } from '../../../meili/count-plan.ts';
import { pageOf } from '../../../meili/search-queries.ts';
import { videoIndexUid } from '../../../meili/settings.ts';
import { forEachAtOnce } from '../side-by-side.ts';
import { atMost, measured, type BenchRow } from '../report.ts';
import { timesOf, type JsonRequest } from './json-client.ts';
import { tagName } from './made-up-library.ts';
import type { SearchSite } from './search-site.ts';
import { typedTexts } from './typed-texts.ts';

const CLIENTS = 8;
const ROUNDS = 3;
const SEARCHES = 64;
const PROMISED_AT = 100_000;
const LIMIT = 1.3;
/** What the search page shows. */
const FACETS = 'performers,studio,categories,tags,collection,resolution,releasedYear,duration';

/** In turns with the same multi-search sent straight to the engine, its JSON read as well. */
export async function benchFacets(site: SearchSite): Promise<BenchRow[]> {
  const searches = searchesOf(site);
  const ours: number[] = [];
  const straight: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const sides = [
      async () => await load(searches, async ({ path }) => await site.client.timeMs({ path })),
      async () => await load(searches, async ({ body }) => await site.engine.timeMs(body)),
    ];
    const [own = [], engine = []] = await inTurns(sides, round % 2 === 1);
    // The first round warms both up.
    if (round === 0) continue;
    ours.push(...own);
    straight.push(...engine);
  }
  const [own, engine] = [timesOf(ours), timesOf(straight)];
  const of = `${site.videos} videos, ${CLIENTS} clients`;
  const row = (work: string, value: number, unit = 'ms') => ({
    work: `${work}, ${of}`,
    value,
    unit,
  });
  const ratio = row(
    'search with facets, p95 of straight to the engine',
    own.p95 / engine.p95,
    'times',
  );
  return [
    measured(row('search with facets, p50', own.p50)),
    measured(row('search with facets, p95', own.p95)),
    measured(row('the same straight to the engine, p95', engine.p95)),
    site.videos === PROMISED_AT ? atMost(LIMIT, ratio) : measured(ratio),
  ];
}

interface BothWays {
  readonly path: string;
  readonly body: JsonRequest;
}

function searchesOf(site: SearchSite): readonly BothWays[] {
  const { filter } = compileContentFilter(site.contentFilters);
  const texts = typedTexts(site.some, SEARCHES).filter((_, number) => number % 7 === 0);
  return texts.slice(0, SEARCHES).map((q, number) => {
    const parameters = new URLSearchParams({ q, facets: FACETS, limit: '24' });
    if (number % 4 === 1) parameters.append('tag', tagName(number % 12));
    if (number % 4 === 2) parameters.append('studio', 'Acme');
    const query = searchQuery.parse(Object.fromEntries(parameters));
    return {
      path: `${routes.searchVideos}?${parameters.toString()}`,
      body: { path: '/multi-search', body: { queries: straightQueries(query, filter) } },
    };
  });
}

function straightQueries(
  query: SearchQuery,
  contentFilter: ReturnType<typeof compileContentFilter>['filter'],
) {
  const [whole, ...others] = new CountPlan({ query, contentFilter }).queries('all');
  return [{ ...whole, ...pageOf(query) }, ...others].map((one) => ({
    ...one,
    indexUid: videoIndexUid,
  }));
}

async function inTurns(
  sides: readonly (() => Promise<number[]>)[],
  isReversed: boolean,
): Promise<number[][]> {
  const results: number[][] = [];
  const order = sides.map((side, place) => ({ side, place }));
  for (const { side, place } of isReversed ? order.reverse() : order) results[place] = await side();
  return results;
}

async function load<Item>(items: readonly Item[], ask: (item: Item) => Promise<number>) {
  const samples: number[] = [];
  await forEachAtOnce(items, CLIENTS, async (item) => samples.push(await ask(item)));
  return samples;
}
