// More like this, and lists of people, over HTTP.

import { routes } from '../../../core/contract/routes.ts';
import { atMost, measured, type BenchRow } from '../report.ts';
import { timesOf } from './json-client.ts';
import type { SearchSite } from './search-site.ts';

const REQUESTS = 200;
const PEOPLE_PAGES = 30;
const PROMISED_AT = 100_000;
const LIMIT_MS = 10;

/** Pages of 24 under the content filters and a filter of the request. */
export async function benchSimilar(site: SearchSite): Promise<BenchRow[]> {
  const paths = site.some
    .slice(0, REQUESTS)
    .map(({ content }) => `${routes.similarVideos(content.hash, 0, 24)}?durationMin=30`);
  const { p50, p95 } = await timesFor(site, paths);
  const work = `24 similar videos with filters, p95, ${site.videos} videos`;
  const row = { work, value: p95, unit: 'ms' };
  return [
    measured({ ...row, work: work.replace('p95', 'p50'), value: p50 }),
    site.videos === PROMISED_AT ? atMost(LIMIT_MS, row) : measured(row),
  ];
}

/** Pages of performers, the most frequent first. */
export async function benchPeople(site: SearchSite): Promise<BenchRow[]> {
  const pages = Array.from({ length: PEOPLE_PAGES }, (_, page) => `?page=${page + 1}&limit=48`);
  const { p50 } = await timesFor(
    site,
    pages.map((page) => routes.performers + page),
  );
  const work = `48 performers, p50, ${site.videos} videos`;
  return [measured({ work, value: p50, unit: 'ms' })];
}

async function timesFor(site: SearchSite, paths: readonly string[]) {
  for (const path of paths.slice(0, 20)) await site.client.ask({ path });
  const samples: number[] = [];
  for (const path of paths) samples.push(await site.client.timeMs({ path }));
  return timesOf(samples);
}
