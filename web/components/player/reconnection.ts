// Waits for a server that stopped answering: restarted, updated, or beyond a network that is gone for a moment.

import { fetchStatus } from './find-problem.ts';
import { problemOfStatus } from './player-problem.ts';

const firstWaitMs = 1000;
const longestWaitMs = 30_000;

/** Asks for an address until it is answered; the more often it failed in a row, the less often. */
export class Reconnection {
  readonly #url: string;
  readonly #onback: () => void;
  #failures = 0;
  #waiting: AbortController | undefined;

  /** @param onback called when there is an answer, whatever it says of the video */
  constructor(url: string, onback: () => void) {
    this.#url = url;
    this.#onback = onback;
  }

  /** Waits, and then asks. */
  start(): void {
    this.stop();
    const waiting = new AbortController();
    this.#waiting = waiting;
    const waitMs = Math.min(firstWaitMs * 2 ** this.#failures, longestWaitMs);
    this.#failures += 1;
    setTimeout(() => void this.#ask(waiting.signal), waitMs);
  }

  /** Ends the waiting: a person was quicker. */
  stop(): void {
    this.#waiting?.abort();
  }

  /** The video plays: the next failure is a new one. */
  succeeded(): void {
    this.#failures = 0;
  }

  async #ask(signal: AbortSignal): Promise<void> {
    const isOver = () => signal.aborted;
    if (isOver()) return;
    const problem = problemOfStatus(await fetchStatus(this.#url));
    if (isOver()) return;
    if (problem === 'connection') this.start();
    else this.#onback();
  }
}
