// Starts one real Meilisearch for the whole integration run and ends it afterwards. A missing binary fails the run.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startMeilisearch } from './meilisearch-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The running Meilisearch: `inject('meilisearch')`. */
    meilisearch: { readonly url: string; readonly apiKey: string };
  }
}

/** Vitest's global setup; what it returns is the teardown. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'reeldex-meilisearch-'));
  const server = await startMeilisearch(dataDir);
  project.provide('meilisearch', { url: server.url, apiKey: server.apiKey });
  return async () => {
    await server.kill();
    await rm(dataDir, { recursive: true, force: true });
  };
}
