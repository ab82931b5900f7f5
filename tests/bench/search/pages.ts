// Pages far into a result against the first one, asked for directly.

import { routes } from '../../../core/contract/routes.ts';
import { searchAnswer, sortKeys } from '../../../core/contract/search.ts';
import { atMost, measured, percentile, type BenchRow } from '../report.ts';
import { tagName } from './made-up-library.ts';
import type { SearchSite } from './search-site.ts';

const ROUNDS = 11;
const LIMIT = 24;
const PROMISE = 3;

type Parameters = Readonly<Record<string, string>>;

/** What is searched for beside the sort. */
const searches = {
  'of all': {},
  'under a filter': { tag: tagName(0) },
  'with a word': { q: 'the' },
} as const satisfies Record<string, Parameters>;

/** Where the pages lie, as shares of the list. Its last one is asked for beside them. */
const INNER = [0.1, 0.25, 0.5, 0.75, 0.9];

interface Slowness {
  readonly sort: string;
  /** How many times as long as the first page the slowest of those between the first and the last takes. */
  readonly inner: number;
  readonly last: number;
}

/** The worst over all sorts of how many times as long the last page, and those before it, take as the first. */
export async function benchPages(site: SearchSite): Promise<BenchRow[]> {
  const of = `${site.videos} videos`;
  const rows: BenchRow[] = [];
  for (const [name, search] of Object.entries<Parameters>(searches)) {
    const sorts = sortKeys.filter((sort) => sort !== 'relevance' || !('q' in search));
    const found: Slowness[] = [];
    for (const sort of sorts) found.push(await slowness(site, { ...search, sort, seed: 'bench' }));
    for (const page of ['last', 'inner'] as const) {
      const worst = found.reduce((a, b) => (a[page] > b[page] ? a : b));
      const work = `${page} page ${name}, of the first, worst: ${worst.sort}, ${of}`;
      rows.push(atMost(PROMISE, { work, value: worst[page], unit: 'times' }));
    }
  }
  const words = await slowness(site, searches['with a word']);
  const work = `last page by relevance of a word, of the first, ${of}`;
  return [...rows, measured({ work, value: words.last, unit: 'times' })];
}

async function slowness(site: SearchSite, search: Parameters): Promise<Slowness> {
  const pathOf = (page: number) => {
    const parameters = { ...search, page: String(page), limit: String(LIMIT) };
    return `${routes.searchVideos}?${new URLSearchParams(parameters).toString()}`;
  };
  const { total } = searchAnswer.parse(await site.client.ask({ path: pathOf(1) }));
  const last = Math.ceil(total / LIMIT);
  const inner = INNER.map((): number[] => []);
  const ends: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    ends[0].push(await site.client.timeMs({ path: pathOf(1) }));
    // Not the same page twice.
    for (const [place, share] of INNER.entries())
      inner[place]?.push(
        await site.client.timeMs({ path: pathOf(Math.ceil(last * share) + round) }),
      );
    ends[1].push(await site.client.timeMs({ path: pathOf(last) }));
  }
  const [first, end] = ends.map((samples) => percentile(samples, 0.5));
  const slowest = Math.max(...inner.map((samples) => percentile(samples, 0.5)));
  const of = (value = Number.NaN) => value / (first ?? Number.NaN);
  return { sort: search['sort'] ?? 'relevance', inner: of(slowest), last: of(end) };
}
