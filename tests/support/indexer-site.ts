// Indexers on a catalogue and a Meilisearch of their own, without a server: what runs on a second machine.

import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openCatalogue, type Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { OutboxStore } from '../../core/catalogue/outbox-store.ts';
import { ScanStore } from '../../core/catalogue/scan-store.ts';
import type { ScanMode } from '../../core/contract/dashboard.ts';
import { RunningIndexer } from './running-indexer.ts';

/** Where a site's data and videos are. */
export interface IndexerSiteOptions {
  readonly dataDir: string;
  readonly library: string;
  /** Absent for a search engine that is never there. */
  readonly meilisearch?: { readonly url: string; readonly apiKey: string };
}

/** A catalogue with a library, and the indexers that are started on it. Whoever opens it closes it. */
export class IndexerSite {
  readonly catalogue: Catalogue;
  readonly #options: IndexerSiteOptions;
  readonly #indexers: RunningIndexer[] = [];

  private constructor(catalogue: Catalogue, options: IndexerSiteOptions) {
    this.catalogue = catalogue;
    this.#options = options;
  }

  /** Makes the catalogue where it is absent. */
  static async open(options: IndexerSiteOptions): Promise<IndexerSite> {
    const catalogue = await openCatalogue(join(options.dataDir, 'catalogue.db'));
    return new IndexerSite(catalogue, options);
  }

  /** Starts an indexer; `id` is its name in leases, which a restarted one has again. */
  start(id = 'indexer', env: Readonly<Record<string, string>> = {}): RunningIndexer {
    const { dataDir, library, meilisearch } = this.#options;
    // Port 9 is "discard": nothing listens there.
    const { url, apiKey } = meilisearch ?? { url: 'http://127.0.0.1:9', apiKey: 'none' };
    const indexer = new RunningIndexer({
      dataDir,
      folders: [library],
      id,
      env: { MEILI_URL: url, MEILI_MASTER_KEY: apiKey, ...env },
    });
    this.#indexers.push(indexer);
    return indexer;
  }

  /** Kills what still runs and closes the catalogue. */
  async close(): Promise<void> {
    for (const indexer of this.#indexers) await indexer.end('SIGKILL');
    await this.catalogue.destroy();
  }

  async requestScan(mode: ScanMode = 'new'): Promise<void> {
    await new ScanStore(this.catalogue).request({ requestedBy: 'person', mode });
  }

  /** How many files there are in each state. */
  async fileStates(): Promise<Readonly<Record<string, number>>> {
    const rows = await this.catalogue
      .selectFrom('files')
      .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute();
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }

  /** Resolves when no scan is open and no file waits, with at least `files` of them known. */
  async untilRead(files: number, timeoutMs = 60_000): Promise<void> {
    await this.until(`${files} files to be read`, timeoutMs, async () => {
      const { pending = 0, ...states } = await this.fileStates();
      const known = Object.values(states).reduce((sum, count) => sum + count, 0);
      const scan = await new ScanStore(this.catalogue).current();
      return pending === 0 && known >= files && scan?.state === 'done';
    });
  }

  /** Resolves when the search index has everything. */
  async untilPublished(timeoutMs = 60_000): Promise<void> {
    const outbox = new OutboxStore(this.catalogue);
    await this.until(
      'the index to be in step',
      timeoutMs,
      async () => (await outbox.countBehind()) === 0,
    );
  }

  async until(what: string, timeoutMs: number, isSo: () => Promise<boolean>): Promise<void> {
    const untilMs = Date.now() + timeoutMs;
    while (!(await isSo())) {
      if (Date.now() > untilMs) {
        const states = JSON.stringify(await this.fileStates());
        throw new Error(`waited ${timeoutMs} ms for ${what}; files: ${states}`);
      }
      await delay(50);
    }
  }
}
