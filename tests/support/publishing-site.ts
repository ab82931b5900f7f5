// A catalogue, an index and a publisher between them, for tests of publishing.

import pino from 'pino';
import { expect, onTestFinished, vi } from 'vitest';
import { IndexRunStore } from '../../core/catalogue/index-run-store.ts';
import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { OutboxStore } from '../../core/catalogue/outbox-store.ts';
import { PublishFailureStore } from '../../core/catalogue/publish-failure-store.ts';
import { RefusedStore } from '../../core/catalogue/refused-store.ts';
import { searchQuery } from '../../core/contract/search.ts';
import { Publisher } from '../../indexer/publish/publisher.ts';
import type { MeiliConnection } from '../../meili/client.ts';
import { VideoIndexWriter } from '../../meili/video-index-writer.ts';
import { VideoIndex } from '../../meili/video-index.ts';
import { entryOf } from './meilisearch-entries.ts';
import { testCatalogue } from './test-catalogue.ts';

/** Real tasks on a machine that may be busy. */
export const patience = { timeout: 40_000, interval: 25 };

/** A catalogue and an index name of one test, both empty. */
export class PublishingSite {
  readonly catalogue: Catalogue;
  readonly connection: MeiliConnection;
  readonly indexUid: string;
  readonly outbox: OutboxStore;
  readonly runs: IndexRunStore;
  readonly refused: RefusedStore;
  readonly failure: PublishFailureStore;
  readonly writer: VideoIndexWriter;
  readonly index: VideoIndex;

  private constructor(catalogue: Catalogue, connection: MeiliConnection, indexUid: string) {
    this.catalogue = catalogue;
    this.connection = connection;
    this.indexUid = indexUid;
    this.outbox = new OutboxStore(catalogue);
    this.runs = new IndexRunStore(catalogue);
    this.refused = new RefusedStore(catalogue);
    this.failure = new PublishFailureStore(catalogue);
    this.writer = new VideoIndexWriter(connection, indexUid);
    this.index = new VideoIndex(connection, indexUid);
  }

  /** Ends with the running test. */
  static async open(connection: MeiliConnection, indexUid: string): Promise<PublishingSite> {
    return new PublishingSite(await testCatalogue(), connection, indexUid);
  }

  /** Runs a publisher until the test ends or it is stopped. */
  startPublisher(holder = 'test') {
    const { catalogue, connection, indexUid } = this;
    const log = pino({ level: 'silent' });
    const publisher = new Publisher({ catalogue, connection, indexUid, holder, log });
    const end = new AbortController();
    const ended = publisher.run(end.signal);
    const stop = async () => {
      end.abort();
      await ended;
    };
    onTestFinished(stop);
    return { publisher, stop };
  }

  /** Waits until nothing is behind and nothing that was asked for is left to do. */
  async untilPublished(): Promise<void> {
    await vi.waitFor(async () => {
      expect(await this.runs.open()).toEqual([]);
      expect(await this.outbox.countBehind()).toBe(0);
    }, patience);
  }

  /** Waits until publishing has failed, and lasts to. */
  async untilDown(): Promise<void> {
    await vi.waitFor(
      async () => expect(await this.failure.last()).toMatchObject({ recovered_ms: null }),
      patience,
    );
  }

  /** Waits until publishing works. */
  async untilSound(): Promise<void> {
    await vi.waitFor(
      async () => expect((await this.failure.last())?.recovered_ms).not.toBeNull(),
      patience,
    );
  }

  /** Every document of the index is that of a present video at its revision, and none is missing. */
  async expectInStep(): Promise<void> {
    const rows = await this.catalogue
      .selectFrom('videos')
      .select(['hash', 'rev'])
      .where('is_present', '=', 1)
      .execute();
    const revisions = await this.writer.readRevisions({ min: 0, max: 2 ** 32 - 1 });
    expect(new Map([...revisions].toSorted())).toEqual(
      new Map(rows.map(({ hash, rev }): [string, number] => [hash, rev]).toSorted()),
    );
  }

  /** How many videos a search finds. */
  async totalOf(q = ''): Promise<number> {
    return (await this.index.search({ query: searchQuery.parse({ q }) })).total;
  }
}

/** So many videos that differ. */
export function videos(count: number) {
  return Array.from({ length: count }, (_, n) => entryOf(n).video);
}
