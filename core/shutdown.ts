// Ends a program in order: what was registered last is closed first. Owns no signal but the one it aborts.

import { describeError } from './errors.ts';
import type { Log } from './log.ts';

type Close = () => void | Promise<void>;

/** Collects what has to be closed, and closes it once, last first. */
export class Shutdown {
  readonly #controller = new AbortController();
  readonly #closers: { readonly what: string; readonly close: Close }[] = [];
  #ending: Promise<void> | undefined;

  /** Aborted at the very start of the shutdown: loops and waits end by it. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Registers `close`, to run before everything registered earlier. */
  add(what: string, close: Close): void {
    this.#closers.push({ what, close });
  }

  /** Runs every closer, one after another; a failing one is logged and the rest go on. Never rejects. */
  end(log: Log): Promise<void> {
    this.#ending ??= this.#run(log);
    return this.#ending;
  }

  async #run(log: Log): Promise<void> {
    this.#controller.abort(new DOMException('The program is stopping.', 'AbortError'));
    for (const { what, close } of this.#closers.reverse()) {
      try {
        await close();
      } catch (error) {
        log.warn({ err: error, what }, `closing failed: ${describeError(error)}`);
      }
    }
  }
}
