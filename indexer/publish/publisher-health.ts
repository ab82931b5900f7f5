// Whether publishing works: counts failures, keeps the reason for the dashboard, and says when to try again.

import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { PublishFailureStore } from '../../core/catalogue/publish-failure-store.ts';
import type { PublishStep } from '../../core/contract/search-index.ts';
import { UnavailableError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { failureReason } from './failure-reason.ts';
import { retryDelayMs } from './retry-delay.ts';

/** One publisher's health. */
export class PublisherHealth {
  readonly #store: PublishFailureStore;
  readonly #log: Log;
  #step: PublishStep = 'prepare';
  #documents: number | null = null;
  #failures = 0;
  /** What was logged last: the same is not said again every few seconds. */
  #loggedCode: string | null | undefined;
  /** Unknown at first: what failed last may have been the process before this one. */
  #isSound = false;

  constructor(catalogue: Catalogue, log: Log) {
    this.#store = new PublishFailureStore(catalogue);
    this.#log = log;
  }

  /** Says what is being tried now, and for how many documents at most. */
  begin(step: PublishStep, documents: number | null = null): void {
    this.#step = step;
    this.#documents = documents;
  }

  /** Keeps why an attempt failed. Returns how long to wait before the next one, in milliseconds. */
  async fail(error: unknown): Promise<number> {
    this.#failures += 1;
    this.#isSound = false;
    const reason = failureReason(error);
    if (this.#failures === 1 || reason.code !== this.#loggedCode) {
      this.#loggedCode = reason.code;
      const isExpected = error instanceof UnavailableError;
      this.#log.warn(isExpected ? reason : { err: error }, 'publishing failed; trying again');
    }
    const delayMs = retryDelayMs(this.#failures, Math.random());
    await this.#record({ ...reason, next_try_ms: Date.now() + delayMs });
    return delayMs;
  }

  /** Publishing works (again). */
  async recover(): Promise<void> {
    if (this.#isSound) return;
    if (this.#failures > 0) this.#log.info({ failures: this.#failures }, 'publishing works again');
    await this.#store.recover();
    this.#failures = 0;
    this.#isSound = true;
  }

  /** It may be the catalogue itself that fails. */
  async #record(attempt: ReturnType<typeof failureReason> & { readonly next_try_ms: number }) {
    try {
      await this.#store.record({ step: this.#step, documents: this.#documents, ...attempt });
    } catch (error) {
      this.#log.warn({ err: error }, 'the failure could not be recorded');
    }
  }
}
