// Keeps the search index in step with the catalogue for as long as the program runs. Owns when and whether; the steps own how.

import { setTimeout as sleep } from 'node:timers/promises';
import { IndexRunStore, type IndexRunRow } from '../../core/catalogue/index-run-store.ts';
import { LEASE_MS } from '../../core/catalogue/lease.ts';
import { NamedLease } from '../../core/catalogue/named-lease.ts';
import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { OutboxStore } from '../../core/catalogue/outbox-store.ts';
import type { Log } from '../../core/log.ts';
import type { MeiliConnection } from '../../meili/client.ts';
import { VideoIndexWriter } from '../../meili/video-index-writer.ts';
import { performRun } from './perform-run.ts';
import { prepareIndex } from './prepare-index.ts';
import { publishBehind } from './publish-behind.ts';
import { passSize, LIVE_CHUNK, type PublishParts } from './publish-parts.ts';
import { PublisherHealth } from './publisher-health.ts';

/** Changes that come within this time of each other are sent together. */
const COALESCE_MS = 100;
/** Other programs change videos, too: the outbox is looked at this often, which costs one lookup in an empty index. */
const POLL_MS = 250;
/** How often an idle publisher makes sure that the index is still the one it knows. */
const CHECK_MS = 5000;
const LEASE_RETRY_MS = 5000;

/** What a publisher works with. */
export interface PublisherOptions {
  readonly catalogue: Catalogue;
  readonly connection: MeiliConnection;
  /** @default 'videos' */
  readonly indexUid?: string;
  /** This process, for the lease: of several publishers on one catalogue one works and the others stand by. */
  readonly holder: string;
  readonly log: Log;
}

/** Publishes until it is told to stop; Meilisearch may come and go meanwhile. What goes wrong is kept in the catalogue. */
export class Publisher {
  readonly #parts: PublishParts;
  readonly #runs: IndexRunStore;
  readonly #health: PublisherHealth;
  readonly #lease: NamedLease;
  #rest: AbortController | undefined;

  constructor({ catalogue, connection, indexUid, holder, log }: PublisherOptions) {
    const index = new VideoIndexWriter(connection, indexUid);
    this.#parts = { catalogue, outbox: new OutboxStore(catalogue), index, log };
    this.#runs = new IndexRunStore(catalogue);
    this.#health = new PublisherHealth(catalogue, log);
    this.#lease = new NamedLease(catalogue, 'publisher', holder);
  }

  /** Runs until `signal` is aborted, and resolves then. Whatever fails is tried again. */
  async run(signal: AbortSignal): Promise<void> {
    const isEnding = () => signal.aborted;
    while (!isEnding()) {
      try {
        if (await this.#lease.take()) await this.#publishWhileHeld(signal);
        else await this.#restFor(LEASE_RETRY_MS, signal);
      } catch (error) {
        if (isEnding()) break;
        await this.#restFor(await this.#health.fail(error), signal);
      }
    }
    await this.#lease.release();
  }

  /** Looks at the outbox now instead of a moment later. */
  wake(): void {
    this.#rest?.abort();
  }

  /** Ends when another process has the lease, and otherwise only by throwing: aborted, or Meilisearch gone. */
  async #publishWhileHeld(outer: AbortSignal): Promise<void> {
    const lost = new AbortController();
    const signal = AbortSignal.any([outer, lost.signal]);
    const timer = setInterval(() => void this.#renew(lost), LEASE_MS / 3);
    try {
      for (;;) await this.#publishOneIndex(signal);
    } catch (error) {
      if (outer.aborted || !lost.signal.aborted) throw error;
    } finally {
      clearInterval(timer);
    }
  }

  async #renew(lost: AbortController): Promise<void> {
    try {
      if (await this.#lease.take()) return;
      lost.abort(new DOMException('Another process publishes now.', 'AbortError'));
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'renewing the publisher’s lease failed');
    }
  }

  /** Ends when the index is not the one any more that was prepared. */
  async #publishOneIndex(signal: AbortSignal): Promise<void> {
    this.#health.begin('prepare');
    let identity = await prepareIndex(this.#parts, this.#runs, signal);
    let isFull = false;
    let checkedMs = performance.now();
    for (;;) {
      const behind = await this.#parts.outbox.countBehind();
      const [run] = await this.#runs.open();
      if (behind > 0 || run !== undefined || performance.now() - checkedMs > CHECK_MS) {
        if ((await this.#parts.index.identity(signal)) !== identity) return;
        checkedMs = performance.now();
      }
      if (run !== undefined) {
        await this.#perform(run, signal);
        identity = await this.#parts.index.identity(signal);
      } else if (behind > 0) {
        if (!isFull) await sleep(COALESCE_MS, undefined, { signal });
        isFull = await this.#publish(behind, signal);
      } else {
        await this.#health.recover();
        await this.#restFor(POLL_MS, signal);
        signal.throwIfAborted();
      }
    }
  }

  /** Returns whether there may be more to send at once. */
  async #publish(behind: number, signal: AbortSignal): Promise<boolean> {
    const limit = passSize(behind);
    this.#health.begin('publish', Math.min(limit, behind));
    const isFull = (await publishBehind(this.#parts, limit, signal)) === limit;
    await this.#health.recover();
    return isFull;
  }

  async #perform(run: IndexRunRow, signal: AbortSignal): Promise<void> {
    this.#health.begin(run.kind);
    const betweenChunks = async () => {
      await publishBehind(this.#parts, LIVE_CHUNK, signal);
    };
    await performRun(run, this.#parts, { runs: this.#runs, signal, betweenChunks });
  }

  /** Ends early, and without an error, when woken or aborted. */
  async #restFor(durationMs: number, signal: AbortSignal): Promise<void> {
    const rest = new AbortController();
    this.#rest = rest;
    const end = AbortSignal.any([signal, rest.signal]);
    await sleep(durationMs, undefined, { signal: end }).catch(() => undefined);
  }
}
