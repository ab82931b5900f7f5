// Tells a person that the catalogue fails, for as long as it does: once in the log, and as a warning on the dashboard.

import type { Warning } from '../contract/dashboard.ts';
import type { Log } from '../log.ts';
import type { CatalogueError } from './catalogue-failure.ts';

/** What failed is tried again sooner than this: without a failure for so long it works again. */
const OVER_AFTER_MS = 10_000;

/** Keeps the warning of one program. */
export class CatalogueTrouble {
  readonly #warnings: Map<Warning['code'], Warning>;
  readonly #log: Log;
  #code: string | undefined;
  #lastMs = 0;

  constructor(warnings: Map<Warning['code'], Warning>, log: Log) {
    this.#warnings = warnings;
    this.#log = log;
  }

  /** The catalogue failed just now. */
  note({ code, message }: CatalogueError): void {
    if (this.#code !== code) {
      this.#clear();
      this.#log.error({ code }, message);
    }
    this.#code = code;
    this.#lastMs = performance.now();
    this.#warnings.set(code, { code, message });
  }

  /** Takes the warning back when the catalogue has not failed for a while; to be called now and then. */
  expire(): void {
    if (this.#code === undefined || performance.now() - this.#lastMs < OVER_AFTER_MS) return;
    this.#clear();
    this.#log.info('the catalogue works again');
  }

  #clear(): void {
    if (this.#code !== undefined) this.#warnings.delete(this.#code);
    this.#code = undefined;
  }
}
