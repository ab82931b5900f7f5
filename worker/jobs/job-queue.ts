// Keeps as many jobs running as may run at the same time. The durable queue is the catalogue; this one never holds a job back.

import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { PreviewJob } from '../../core/catalogue/preview-jobs.ts';
import type { PreviewKey } from '../../core/catalogue/preview-queue.ts';
import type { Log } from '../../core/log.ts';
import { restAfterLookMs } from '../../core/rest-after-look.ts';

/** Between looks at the catalogue: what a person waits longer for a preview, or until it is cancelled. */
const REST = { leastMs: 500, mostMs: 5000 };

/** Time until the next look after the catalogue could not be asked. */
const FAILURE_MS = 5_000;

/** Where jobs come from and what is done with them. */
export interface JobQueueOptions {
  /** Jobs at the same time. */
  readonly concurrency: number;
  /** Takes the most urgent job; undefined when there is none to be taken beside those that run. */
  readonly claim: (running: readonly PreviewJob[]) => Promise<PreviewJob | undefined>;
  /** What is still ours; a job that runs and is not among it is ended. */
  readonly held: () => Promise<readonly PreviewKey[]>;
  /** Rejects when the catalogue did not take the outcome: then {@link giveBack} follows until it succeeds. */
  readonly run: (job: PreviewJob, signal: AbortSignal) => Promise<void>;
  /** Puts a job that ended without an outcome back into the durable queue. */
  readonly giveBack: (job: PreviewJob) => Promise<void>;
  readonly log: Log;
  /** Aborting it ends the claiming, and the jobs' own signals with it. */
  readonly signal: AbortSignal;
}

/** Claims and runs jobs from {@link start} until its signal aborts. */
export class JobQueue {
  readonly #options: JobQueueOptions;
  readonly #queue: PQueue;
  readonly #running = new Map<PreviewJob, AbortController>();
  /** Jobs that ended and are still ours: their lease is renewed with the others', so it would never run out. */
  readonly #unsettled = new Set<PreviewJob>();
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
        const startMs = performance.now();
        await this.#giveBackUnsettled();
        await this.#endLost();
        await this.#fill();
        await this.#pause(restAfterLookMs(performance.now() - startMs, REST));
      } catch (error) {
        log.warn({ err: error }, 'preview jobs cannot be claimed');
        await this.#pause(FAILURE_MS);
      }
    }
  }

  /** Before anything is claimed: what is claimed anew must not be given back. */
  async #giveBackUnsettled(): Promise<void> {
    for (const job of this.#unsettled) {
      await this.#options.giveBack(job);
      this.#unsettled.delete(job);
    }
  }

  async #endLost(): Promise<void> {
    const running = [...this.#running];
    if (running.length === 0) return;
    const held = await this.#options.held();
    for (const [{ hash, kind }, ending] of running) {
      if (!held.some((key) => key.hash === hash && key.kind === kind))
        ending.abort(new DOMException('The job was taken away.', 'AbortError'));
    }
  }

  async #fill(): Promise<void> {
    const { concurrency, claim } = this.#options;
    while (this.#running.size < concurrency) {
      const job = await claim([...this.#running.keys()]);
      if (job === undefined) return;
      const ending = new AbortController();
      this.#running.set(job, ending);
      void this.#queue.add(() => this.#run(job, ending.signal));
    }
  }

  async #run(job: PreviewJob, ending: AbortSignal): Promise<void> {
    const { run, log, signal } = this.#options;
    try {
      await run(job, AbortSignal.any([signal, ending]));
    } catch (error) {
      // The catalogue did not take the outcome: the job is done again.
      this.#unsettled.add(job);
      const { hash, kind } = job;
      log.error({ err: error, hash, kind }, 'preview job could not be settled');
    } finally {
      this.#running.delete(job);
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
