// A worker thread that answers one question at a time. Owns starting, waiting and ending; knows no question.

import { Worker } from 'node:worker_threads';

/** What a thread may use and how it is started. */
export interface AskedThreadOptions {
  /** More memory than this ends the thread, and only it. @default Node's own limit */
  readonly maxMemoryMb?: number;
}

/** How long an answer is waited for. */
export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  /** @default no limit */
  readonly timeoutMs?: number;
}

/** A module that posts one message for every message it gets, run as a thread. Idle, it keeps no process alive. */
export class AskedThread<Question, Answer> {
  readonly #thread: Worker;
  /** The question that is being answered. */
  #open: PromiseWithResolvers<Answer> | undefined;
  #endedBy: Error | undefined;

  constructor(module: URL, { maxMemoryMb }: AskedThreadOptions = {}) {
    const resourceLimits = maxMemoryMb === undefined ? {} : { maxOldGenerationSizeMb: maxMemoryMb };
    this.#thread = new Worker(module, { resourceLimits });
    this.#thread.on('message', (answer: Answer) => this.#open?.resolve(answer));
    this.#thread.on('error', (error) => this.#fail(error));
    this.#thread.on('exit', (code) => this.#fail(new Error(`the thread exited with code ${code}`)));
    this.#thread.unref();
  }

  /**
   * Sends `question` and resolves with the answer. Where this fails, the thread may still be at work: end it.
   *
   * @throws what ended the thread, the signal's reason, or an Error when the time is over.
   */
  async ask(question: Question, { signal, timeoutMs }: AskOptions = {}): Promise<Answer> {
    signal?.throwIfAborted();
    if (this.#endedBy !== undefined) throw this.#endedBy;
    const open = Promise.withResolvers<Answer>();
    const onAbort = () => open.reject(signal?.reason);
    const onTimeout = () => open.reject(new Error(`no answer within ${timeoutMs ?? 0} ms`));
    const timer = timeoutMs === undefined ? undefined : setTimeout(onTimeout, timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#open = open;
    this.#thread.ref();
    this.#thread.postMessage(question);
    try {
      return await open.promise;
    } finally {
      this.#open = undefined;
      this.#thread.unref();
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** Ends the thread, even in the middle of an endless loop; files that it opened are closed. */
  async end(): Promise<void> {
    await this.#thread.terminate();
  }

  #fail(error: unknown): void {
    this.#endedBy ??= error instanceof Error ? error : new Error(String(error));
    this.#open?.reject(this.#endedBy);
  }
}
