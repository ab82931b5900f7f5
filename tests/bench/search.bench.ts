// How fast searching is as people meet it, over HTTP: `npm run bench:search`, or `npm run bench:search -- typing pages` for parts.

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atMost, printBenchReport, type BenchRow } from './report.ts';
import { benchFacets } from './search/facets.ts';
import { benchPages } from './search/pages.ts';
import { SearchSite } from './search/search-site.ts';
import { benchPeople, benchSimilar } from './search/similar.ts';
import { benchTyping } from './search/typing.ts';

const SIZES = [1_000, 10_000, 100_000];
const LARGEST = 100_000;
/** p50 of typing by library size. */
const typingMs = new Map<number, number>();

/** Each is given a running site. */
const parts: Readonly<Record<string, (site: SearchSite) => Promise<readonly BenchRow[]>>> = {
  typing: async (site) => {
    const { rows, times } = await benchTyping(site);
    typingMs.set(site.videos, times.p50);
    return rows;
  },
  facets: benchFacets,
  similar: benchSimilar,
  people: benchPeople,
  pages: async (site) => (site.videos === LARGEST ? await benchPages(site) : []),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  throw new Error(
    `no part is called ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`,
  );
}

const rows: BenchRow[] = [];
const folder = await mkdtemp(join(tmpdir(), 'reeldex-bench-'));
try {
  for (const videos of SIZES) {
    const dataDir = join(folder, `${videos}`);
    await mkdir(dataDir);
    rows.push(...(await benchSite(await SearchSite.start(dataDir, videos))));
    await rm(dataDir, { recursive: true });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
if (typingMs.size > 0) rows.push(growthRow());
printBenchReport('search', rows);

async function benchSite(site: SearchSite): Promise<readonly BenchRow[]> {
  const found: BenchRow[] = [];
  try {
    for (const [name, bench] of Object.entries(parts))
      if (asked.length === 0 || asked.includes(name)) found.push(...(await bench(site)));
    if (site.videos === LARGEST) found.push(memoryRow(site));
    return found;
  } finally {
    await site.stop();
  }
}

function memoryRow(site: SearchSite): BenchRow {
  const work = `peak memory of the server, ${site.videos} videos`;
  return atMost(250, { work, value: site.peakMemoryMb, unit: 'MB' });
}

function growthRow(): BenchRow {
  const value = (typingMs.get(LARGEST) ?? Number.NaN) / (typingMs.get(10_000) ?? Number.NaN);
  return atMost(2, { work: 'p50 at 100000 videos over p50 at 10000', value, unit: 'times' });
}
