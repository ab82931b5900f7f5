// Keeps as many jobs running as may run at the same time. The durable queue is the catalogue; this one never holds a job back.

import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { PreviewJob } from '../../core/catalogue/preview-store.ts';
import type { Log } from '../../core/log.ts';

/** Time between looks at the catalogue while there is nothing to do: what a person waits longer for a preview. */
const IDLE_MS = 500;

/** Time until the next look after the catalogue could not be asked. */
const FAILURE_MS = 5_000;

/** Where jobs come from and what is done with them. */
export interface JobQueueOptions {
  /** Jobs at the same time. */
  readonly concurrency: number;
  /** Takes up to `limit` jobs, the most urgent first. */
  readonly claim: (limit: number) => Promise<readonly PreviewJob[]>;
  readonly run: (job: PreviewJob) => Promise<void>;
  readonly log: Log;
  /** Aborting it ends the claiming; jobs end themselves by it. */
  readonly signal: AbortSignal;
}

/** Claims and runs jobs from {@link start} until its signal aborts. */
export class JobQueue {
  readonly #options: JobQueueOptions;
  readonly #queue: PQueue;
  #claiming: Promise<void> = Promise.resolve();

  constructor(options: JobQueueOptions) {
    this.#options = options;
    this.#queue = new PQueue({ concurrency: options.concurrency });
  }

  start(): void {
    this.#claiming = this.#claimUntilAborted();
  }

  /** Resolves when the last job has ended; the signal must be aborted, or it never does. */
  async ended(): Promise<void> {
    await this.#claiming;
    await this.#queue.onIdle();
  }

  async #claimUntilAborted(): Promise<void> {
    const { log, signal } = this.#options;
    while (!signal.aborted) {
      try {
        await this.#fill();
        await this.#pause(IDLE_MS);
      } catch (error) {
        log.warn({ err: error }, 'preview jobs cannot be claimed');
        await this.#pause(FAILURE_MS);
      }
    }
  }

  async #fill(): Promise<void> {
    const { concurrency, claim } = this.#options;
    const free = concurrency - this.#queue.pending - this.#queue.size;
    if (free === 0) return;
    for (const job of await claim(free)) void this.#queue.add(() => this.#run(job));
  }

  async #run(job: PreviewJob): Promise<void> {
    try {
      await this.#options.run(job);
    } catch (error) {
      // The catalogue did not take the outcome: the lease runs out, and the job is done again.
      const { hash, kind } = job;
      this.#options.log.error({ err: error, hash, kind }, 'preview job could not be settled');
    }
  }

  /** Until a job ends, the time is over or the signal aborts. */
  async #pause(durationMs: number): Promise<void> {
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, this.#options.signal]);
    const jobEnds = once(this.#queue, 'next', { signal });
    const timeEnds = sleep(durationMs, undefined, { signal });
    await Promise.race([jobEnds, timeEnds]).catch(() => undefined);
    over.abort();
    await Promise.allSettled([jobEnds, timeEnds]);
  }
}
