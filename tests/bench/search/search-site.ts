// The server program on a made-up library, as people use it, with the search engine beside it.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FilterStore } from '../../../core/catalogue/filter-store.ts';
import { openCatalogue } from '../../../core/catalogue/open-catalogue.ts';
import type { ContentFilter, FilterBody } from '../../../core/contract/dashboard.ts';
import { routes } from '../../../core/contract/routes.ts';
import { similarVideosAnswer } from '../../../core/contract/search.ts';
import { freePort } from '../../support/running-reeldex.ts';
import { peakMemoryMb } from '../index/process-memory.ts';
import { fillSite, type FilledSite } from './filled-site.ts';
import { JsonClient } from './json-client.ts';
import { makeUpLibrary, tagName, type LibraryVideo } from './made-up-library.ts';

const main = join(import.meta.dirname, '../../../server/main.ts');
const READY_TIMEOUT_MS = 60_000;
const HIDDEN_TAGS = 50;
/** The tags before these are on so many videos that little would be left. */
const FIRST_HIDDEN_TAG = 200;

/** A running site; whoever starts it stops it. */
export class SearchSite {
  readonly videos: number;
  /** The first videos that were made up, without those that are hidden. */
  readonly some: readonly LibraryVideo[];
  readonly contentFilters: readonly ContentFilter[];
  readonly client: JsonClient;
  readonly engine: JsonClient;
  readonly #filled: FilledSite;
  readonly #server: ChildProcess;

  private constructor(
    filled: FilledSite,
    contentFilters: readonly ContentFilter[],
    { server, url }: { readonly server: ChildProcess; readonly url: string },
  ) {
    this.videos = filled.videos;
    const hidden = new Set(contentFilters.map(({ value }) => value));
    this.some = makeUpLibrary(filled.videos)
      .filter(({ content }) => !content.tags.some((tag) => hidden.has(tag)))
      .take(500)
      .toArray();
    this.contentFilters = contentFilters;
    this.client = new JsonClient(url);
    this.engine = new JsonClient(filled.meilisearch.url, filled.meilisearch.apiKey);
    this.#filled = filled;
    this.#server = server;
  }

  /** Fills a library and starts the server on it; 50 tags are hidden. */
  static async start(dataDir: string, videos: number): Promise<SearchSite> {
    const filled = await fillSite(dataDir, videos);
    const filters = await hideTags(dataDir);
    const port = await freePort();
    const flags = ['--data', dataDir, '--port', String(port)];
    const server = spawn(process.execPath, ['--max-semi-space-size=16', main, ...flags], {
      env: {
        ...process.env,
        // As `reeldex start` has them, and the flag, at every start but the first.
        NODE_COMPILE_CACHE: join(dirname(dataDir), 'compiled'),
        MALLOC_ARENA_MAX: '1',
        MEILI_URL: filled.meilisearch.url,
        MEILI_MASTER_KEY: filled.meilisearch.apiKey,
      },
      stdio: 'ignore',
    });
    const site = new SearchSite(filled, filters, { server, url: `http://127.0.0.1:${port}` });
    try {
      await site.#untilReady();
      return site;
    } catch (error) {
      await site.stop();
      throw error;
    }
  }

  /** The most memory that the server program has taken so far, in MB. */
  get peakMemoryMb(): number {
    return peakMemoryMb(this.#server.pid ?? 0);
  }

  async stop(): Promise<void> {
    this.client.close();
    this.engine.close();
    if (this.#server.exitCode === null && this.#server.signalCode === null) {
      const exit = once(this.#server, 'exit');
      this.#server.kill();
      await exit;
    }
    await this.#filled.meilisearch.kill();
  }

  /** Until the similarity model is there, which comes last. */
  async #untilReady(): Promise<void> {
    const untilMs = Date.now() + READY_TIMEOUT_MS;
    const path = routes.similarVideos(this.some[0]?.content.hash ?? '', 0, 1);
    for (;;) {
      const answer = await this.client.ask({ path }).catch(() => undefined);
      const { data } = similarVideosAnswer.safeParse(answer);
      if ((data?.total ?? 0) > 0) return;
      if (Date.now() > untilMs) throw new Error('the server is not ready');
      await delay(100);
    }
  }
}

async function hideTags(dataDir: string): Promise<readonly ContentFilter[]> {
  const catalogue = await openCatalogue(join(dataDir, 'catalogue.db'));
  const filters = new FilterStore(catalogue);
  for (let number = 0; number < HIDDEN_TAGS; number += 1) {
    const value = tagName(FIRST_HIDDEN_TAG + number);
    const body: FilterBody = { field: 'tag', value, mode: 'hide', active: true };
    await filters.add(body);
  }
  const added = await filters.all();
  await catalogue.destroy();
  return added;
}
