// How long an answer takes while somebody types.

import { routes } from '../../../core/contract/routes.ts';
import { atMost, measured, type BenchRow } from '../report.ts';
import { timesOf, type Times } from './json-client.ts';
import type { SearchSite } from './search-site.ts';
import { typedTexts } from './typed-texts.ts';

const WORDS = 50;
/** At the library size that is promised for. */
const PROMISED_AT = 100_000;
const LIMIT_MS = 15;

/** One client that types, without facets, from the request to the JSON. */
export async function benchTyping(site: SearchSite): Promise<{ rows: BenchRow[]; times: Times }> {
  const texts = typedTexts(site.some, WORDS);
  const ask = async (q: string) => {
    const parameters = new URLSearchParams({ q, limit: '24' });
    return await site.client.timeMs({ path: `${routes.searchVideos}?${parameters.toString()}` });
  };
  for (const text of texts.slice(0, 100)) await ask(text);
  const samples: number[] = [];
  for (const text of texts) samples.push(await ask(text));
  const times = timesOf(samples);
  const of = `${site.videos} videos`;
  const p95 = { work: `as-you-type search, p95, ${of}`, value: times.p95, unit: 'ms' };
  const rows = [
    measured({ work: `as-you-type search, p50, ${of}`, value: times.p50, unit: 'ms' }),
    site.videos === PROMISED_AT ? atMost(LIMIT_MS, p95) : measured(p95),
  ];
  return { rows, times };
}
