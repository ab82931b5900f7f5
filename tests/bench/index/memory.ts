// What memory the indexer takes, and how that grows with the library.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { IndexerSite } from '../../support/indexer-site.ts';
import { startMeilisearch } from '../../support/meilisearch-server.ts';
import { atMost, type BenchRow } from '../report.ts';
import { makeKnownLibrary } from './known-library.ts';
import { peakMemoryMb } from './process-memory.ts';

const SMALL = 20_000;
const LARGE = 100_000;
const TIMEOUT_MS = 300_000;

/** The indexer program publishes the whole library and scans it twice. */
export async function benchMemory(folder: string): Promise<readonly BenchRow[]> {
  const small = await peakOf(join(folder, 'small'), SMALL);
  const large = await peakOf(join(folder, 'large'), LARGE);
  const growth = ((large - small) * 1024) / (LARGE - SMALL);
  return [
    atMost(300, { work: `peak memory of the indexer, ${SMALL} files`, value: small, unit: 'MB' }),
    atMost(300, { work: `peak memory of the indexer, ${LARGE} files`, value: large, unit: 'MB' }),
    atMost(1, { work: 'growth of its memory a file', value: Math.max(0, growth), unit: 'kB' }),
  ];
}

async function peakOf(folder: string, files: number): Promise<number> {
  await mkdir(folder);
  const { root, dataDir, catalogue } = await makeKnownLibrary(folder, files);
  await catalogue.destroy();
  const meilisearch = await startMeilisearch(dataDir);
  const site = await IndexerSite.open({ dataDir, library: root, meilisearch });
  try {
    const indexer = site.start();
    await site.untilRead(files, TIMEOUT_MS);
    await site.untilPublished(TIMEOUT_MS);
    await site.requestScan();
    await site.untilRead(files, TIMEOUT_MS);
    return peakMemoryMb(indexer.pid);
  } finally {
    await site.close();
    await meilisearch.kill();
  }
}
