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

interface Slowness {
  readonly sort: string;
  /** How many times as long as the first page. */
  readonly middle: number;
  readonly last: number;
}

/** The worst over all sorts of how many times as long the last page, and the one in the middle, take as the first. */
export async function benchPages(site: SearchSite): Promise<BenchRow[]> {
  const of = `${site.videos} videos`;
  const rows: BenchRow[] = [];
  for (const [name, search] of Object.entries<Parameters>(searches)) {
    const sorts = sortKeys.filter((sort) => sort !== 'relevance' || !('q' in search));
    const found: Slowness[] = [];
    for (const sort of sorts) found.push(await slowness(site, { ...search, sort, seed: 'bench' }));
    for (const page of ['last', 'middle'] as const) {
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
  const pages = [1, Math.ceil(last / 2), last];
  const times = pages.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [place, page] of pages.entries())
      times[place]?.push(await site.client.timeMs({ path: pathOf(page) }));
  const [first = NaN, middle = NaN, end = NaN] = times.map((samples) => percentile(samples, 0.5));
  return { sort: search['sort'] ?? 'relevance', middle: middle / first, last: end / first };
}
