// Keeps the search index in step with the catalogue for as long as the program runs. Owns when and whether; the steps own how.

import { setTimeout as sleep } from 'node:timers/promises';
import { IndexWorkStore, type IndexWork } from '../../core/catalogue/index-work-store.ts';
import { LEASE_MS } from '../../core/catalogue/lease.ts';
import { NamedLease } from '../../core/catalogue/named-lease.ts';
import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { OutboxStore } from '../../core/catalogue/outbox-store.ts';
import { describeError, UnavailableError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { MeiliConnection } from '../../meili/client.ts';
import { VideoIndexWriter } from '../../meili/video-index-writer.ts';
import { auditIndex } from './audit-index.ts';
import { prepareIndex } from './prepare-index.ts';
import { publishBehind } from './publish-behind.ts';
import { chunkSize, LIVE_CHUNK, type PublishParts } from './publish-parts.ts';
import { rebuildIndex } from './rebuild-index.ts';
import { retryDelayMs } from './retry-delay.ts';

/** Changes that come within this time of each other are sent together. */
const COALESCE_MS = 100;
/** Other programs change videos, too: the outbox is looked at this often, which costs one lookup in an empty index. */
const POLL_MS = 250;
/** How often an idle publisher makes sure that the index is still the one it knows. */
const CHECK_MS = 5000;
const LEASE_RETRY_MS = 5000;

/** How the index is doing. */
export interface PublisherStatus {
  /** `building` while it lacks most of the library or is made anew; `down` while Meilisearch cannot be reached. */
  readonly state: 'ready' | 'building' | 'down';
  /** Videos whose document is not up to date. */
  readonly behind: number;
  readonly documents: number;
  /** Why it is `down`, for a person to read. */
  readonly problem?: string;
}

/** What a publisher works with. */
export interface PublisherOptions {
  readonly catalogue: Catalogue;
  readonly connection: MeiliConnection;
  /** @default 'videos' */
  readonly indexUid?: string;
  /** This process, for the lease: of several publishers on one catalogue one works and the others stand by. */
  readonly holder: string;
  readonly log: Log;
  /** Called with every change of the status, only while this publisher is the one that works. */
  readonly onStatus?: (status: PublisherStatus) => void;
}

/** Publishes until it is told to stop; Meilisearch may come and go meanwhile. */
export class Publisher {
  readonly #parts: PublishParts;
  readonly #work: IndexWorkStore;
  readonly #lease: NamedLease;
  readonly #onStatus: (status: PublisherStatus) => void;
  #status: PublisherStatus | undefined;
  #documents = 0;
  #failures = 0;
  #rest: AbortController | undefined;

  constructor(options: PublisherOptions) {
    const { catalogue, connection, indexUid, holder, log } = options;
    const index = new VideoIndexWriter(connection, indexUid);
    this.#parts = { catalogue, outbox: new OutboxStore(catalogue), index, log };
    this.#work = new IndexWorkStore(catalogue);
    this.#lease = new NamedLease(catalogue, 'publisher', holder);
    this.#onStatus = options.onStatus ?? (() => undefined);
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
        this.#fail(error);
        await this.#restFor(retryDelayMs(this.#failures, Math.random()), signal);
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
      this.#status = undefined;
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
    if (this.#status === undefined) await this.#report('building');
    let identity = await prepareIndex(this.#parts, signal, () => this.#publishLive(signal));
    let isFull = false;
    let checkedMs = performance.now();
    await this.#succeed(signal);
    for (;;) {
      const behind = await this.#parts.outbox.countBehind();
      const [work] = await this.#work.pending();
      if (behind > 0 || work !== undefined || performance.now() - checkedMs > CHECK_MS) {
        if ((await this.#parts.index.identity(signal)) !== identity) return;
        checkedMs = performance.now();
      }
      if (work !== undefined) {
        await this.#do(work, signal);
        identity = await this.#parts.index.identity(signal);
      } else if (behind > 0) {
        if (!isFull) await sleep(COALESCE_MS, undefined, { signal });
        const limit = chunkSize(behind);
        isFull = (await publishBehind(this.#parts, limit, signal)) === limit;
        await this.#succeed(signal);
      } else {
        await this.#restFor(POLL_MS, signal);
        signal.throwIfAborted();
      }
    }
  }

  async #publishLive(signal: AbortSignal): Promise<void> {
    await publishBehind(this.#parts, LIVE_CHUNK, signal);
    await this.#report('building');
  }

  async #do(work: IndexWork, signal: AbortSignal): Promise<void> {
    const { log } = this.#parts;
    const startMs = performance.now();
    if (work.kind === 'rebuild') {
      await this.#report('building');
      await rebuildIndex(this.#parts, signal, () => this.#publishLive(signal));
      log.info({ durationMs: performance.now() - startMs }, 'search index rebuilt');
    } else {
      const result = await auditIndex(this.#parts, signal);
      log.info({ ...result, durationMs: performance.now() - startMs }, 'search index audited');
    }
    await this.#work.finish(work);
    await this.#succeed(signal);
  }

  async #succeed(signal: AbortSignal): Promise<void> {
    this.#failures = 0;
    this.#documents = await this.#parts.index.countDocuments(signal);
    await this.#report('ready');
  }

  #fail(error: unknown): void {
    this.#failures += 1;
    const isExpected = error instanceof UnavailableError;
    if (this.#status?.state !== 'down')
      this.#parts.log.warn(
        isExpected ? { reason: error.message } : { err: error },
        'publishing failed; trying again',
      );
    const { behind = 0, documents = 0 } = this.#status ?? {};
    this.#setStatus({ state: 'down', behind, documents, problem: describeError(error) });
  }

  async #report(state: 'ready' | 'building'): Promise<void> {
    const behind = await this.#parts.outbox.countBehind();
    const isFilling = behind > this.#documents;
    this.#setStatus({
      state: isFilling ? 'building' : state,
      behind,
      documents: this.#documents,
    });
  }

  #setStatus(status: PublisherStatus): void {
    const before = this.#status;
    const isSame = (['state', 'behind', 'documents', 'problem'] as const).every(
      (key) => before?.[key] === status[key],
    );
    if (isSame) return;
    this.#status = status;
    this.#onStatus(status);
  }

  /** Ends early, and without an error, when woken or aborted. */
  async #restFor(durationMs: number, signal: AbortSignal): Promise<void> {
    const rest = new AbortController();
    this.#rest = rest;
    const end = AbortSignal.any([signal, rest.signal]);
    await sleep(durationMs, undefined, { signal: end }).catch(() => undefined);
  }
}
