// Data that a view asks the server for: loading, failing, trying again, and never showing a stale answer.

import { ApiError, isAbort } from '../lib/api-error.ts';
import { retryDelayMs } from '../lib/retry-delay.ts';

/**
 * One view's data. `data` stays on screen while newer data loads and after a failure.
 * The newest `load` wins: it aborts the one before, and an answer that comes late is dropped.
 */
export class Resource<T> {
  data = $state.raw<T | undefined>();
  error = $state.raw<ApiError | undefined>();
  isLoading = $state(false);

  readonly #fetchData: (signal: AbortSignal) => Promise<T>;
  #running: AbortController | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;

  /** @param fetchData reads what it needs from the page's state each time it is called */
  constructor(fetchData: (signal: AbortSignal) => Promise<T>) {
    this.#fetchData = fetchData;
  }

  /** Fetches anew; resolves when this load ended, whichever way. */
  async load(): Promise<void> {
    this.stop();
    const running = new AbortController();
    this.#running = running;
    this.isLoading = true;
    try {
      const data = await this.#fetchData(running.signal);
      if (this.#running !== running) return;
      this.data = data;
      this.error = undefined;
      this.#failures = 0;
    } catch (cause) {
      if (this.#running !== running || isAbort(cause)) return;
      this.#fail(cause);
    }
    this.isLoading = false;
  }

  /** Ends what is under way, the waiting for another try included. */
  stop(): void {
    clearTimeout(this.#retryTimer);
    this.#running?.abort();
    this.#running = undefined;
    this.isLoading = false;
  }

  #fail(cause: unknown): void {
    this.error = toApiError(cause);
    this.#failures += 1;
    const delayMs = retryDelayMs(this.error, this.#failures);
    if (delayMs !== undefined) this.#retryTimer = setTimeout(() => void this.load(), delayMs);
  }
}

function toApiError(cause: unknown): ApiError {
  if (cause instanceof ApiError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  return new ApiError(message, { status: -1, code: 'client', cause });
}
