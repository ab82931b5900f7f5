// Remembers which teasers were asked for, and writes it down now and then: the disk budget drops what is missed least.

import type { PreviewBudgetStore } from '../../core/catalogue/preview-budget-store.ts';
import type { PreviewKey } from '../../core/catalogue/preview-queue.ts';
import { isTeaser } from '../../core/catalogue/teaser-kinds.ts';
import type { Log } from '../../core/log.ts';

/** How long uses are collected. What is younger than two minutes is never dropped, so nothing is written down too late. */
const WRITE_MS = 30_000;

/** Uses of teasers by people, in memory until they are written. */
export class PreviewUses {
  readonly #store: PreviewBudgetStore;
  readonly #log: Log;
  #noted = new Map<string, PreviewKey>();
  #timer: NodeJS.Timeout | undefined;

  constructor(store: PreviewBudgetStore, log: Log) {
    this.#store = store;
    this.#log = log;
  }

  /** Notes a use. Other kinds than teasers are never dropped, so of those nothing is noted. */
  note({ hash, kind }: PreviewKey): void {
    if (!isTeaser(kind)) return;
    this.#noted.set(`${hash} ${kind}`, { hash, kind });
    this.#timer ??= setTimeout(() => void this.#write(), WRITE_MS).unref();
  }

  /** Writes what is left. */
  async close(): Promise<void> {
    await this.#write();
  }

  async #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const noted = [...this.#noted.values()];
    this.#noted = new Map();
    if (noted.length === 0) return;
    try {
      await this.#store.markUsed(noted);
    } catch (error) {
      // At worst a teaser is dropped too early, and made again.
      this.#log.warn({ err: error }, 'uses of teasers could not be noted');
    }
  }
}
