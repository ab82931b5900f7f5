// An index name of its own for each test file, on the Meilisearch that the run started.

import { randomUUID } from 'node:crypto';
import { Meilisearch } from 'meilisearch';
import { afterAll, inject } from 'vitest';
import './meilisearch-setup.ts';

/** Where a test file may make its index, and indexes whose names begin with `indexUid`. */
export interface TestSearchIndex {
  readonly url: string;
  readonly apiKey: string;
  readonly indexUid: string;
}

/** Reserves a random index name; whatever is made under it is deleted after the file. Call it at the top of the file. */
export function testSearchIndex(): TestSearchIndex {
  const { url, apiKey } = inject('meilisearch');
  const indexUid = `test_${randomUUID().replaceAll('-', '')}`;
  afterAll(async () => {
    const client = new Meilisearch({ host: url, apiKey });
    const { results } = await client.getRawIndexes({ limit: 1000 });
    const made = results.filter(({ uid }) => uid.startsWith(indexUid));
    await Promise.all(made.map(({ uid }) => client.deleteIndex(uid)));
  });
  return { url, apiKey, indexUid };
}
