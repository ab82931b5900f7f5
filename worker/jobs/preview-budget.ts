// Keeps previews within their disk budget: drops the teasers that are missed least, and says when that is not enough.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NamedLease } from '../../core/catalogue/named-lease.ts';
import type {
  PreviewBudgetStore,
  PreviewUsage,
} from '../../core/catalogue/preview-budget-store.ts';
import type { Warning } from '../../core/contract/dashboard.ts';
import type { Log } from '../../core/log.ts';
import { excessBytes, hasRoomAhead } from '../../core/preview-budget.ts';

/** Time between looks at what previews take up. */
const LOOK_MS = 5_000;

/** What is dropped in one go, so that whoever wants to write need not wait. */
const BATCH = 100;

/** What the budget is kept with. */
export interface PreviewBudgetOptions {
  readonly budgetBytes: number;
  readonly store: PreviewBudgetStore;
  /** Of several workers its holder alone drops. */
  readonly lease: NamedLease;
  readonly previewsDir: string;
  /** Shown on the dashboard. */
  readonly warnings: Map<Warning['code'], Warning>;
  readonly log: Log;
  /** Aborting it ends the watch. */
  readonly signal: AbortSignal;
}

/** Watches the budget from {@link watch} until its signal aborts. */
export class PreviewBudget {
  readonly #options: PreviewBudgetOptions;
  #hasRoom = true;

  constructor(options: PreviewBudgetOptions) {
    this.#options = options;
  }

  /** Whether teasers may be made that nobody waits for. */
  get hasRoom(): boolean {
    return this.#hasRoom;
  }

  /** Resolves when the signal has aborted. */
  async watch(): Promise<void> {
    const { lease, log, signal } = this.#options;
    while (!signal.aborted) {
      await this.keep().catch((error: unknown) =>
        log.warn({ err: error }, 'the disk budget of previews could not be looked after'),
      );
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
    }
    await lease.release();
  }

  /** Looks once, and drops what is too much. */
  async keep(): Promise<void> {
    const { budgetBytes, store, lease } = this.#options;
    let usage = await store.usage();
    this.#warn(usage);
    const excess = excessBytes(usage.bytes, budgetBytes);
    if (excess > 0 && (await lease.take())) {
      await this.#drop(excess);
      usage = await store.usage();
    }
    this.#hasRoom = hasRoomAhead(usage.bytes, budgetBytes);
  }

  async #drop(excess: number): Promise<void> {
    const { store, lease, previewsDir, log, signal } = this.#options;
    let droppedBytes = 0;
    let dropped = 0;
    while (droppedBytes < excess && !signal.aborted && (await lease.take())) {
      const teasers = await store.leastMissed(BATCH);
      for (const teaser of teasers) {
        if (droppedBytes >= excess) break;
        if (!(await store.drop(teaser))) continue;
        // Forgotten first: a file without a row is cleared away when the teaser is made again.
        for (const path of teaser.paths) await rm(join(previewsDir, path), { force: true });
        droppedBytes += teaser.bytes;
        dropped += 1;
      }
      if (teasers.length < BATCH) break;
    }
    if (dropped > 0) log.info({ dropped, bytes: droppedBytes }, 'teasers dropped');
  }

  #warn({ keptBytes }: PreviewUsage): void {
    const { budgetBytes, warnings, log } = this.#options;
    const code = 'preview_budget_too_small';
    if (keptBytes <= budgetBytes) {
      warnings.delete(code);
      return;
    }
    const message = `Posters, stills and seek thumbnails take up ${gigabytes(keptBytes)} GB, and all previews may take up ${gigabytes(budgetBytes)} GB. They are never dropped, so no teaser is kept for long. Raise previews.budgetGb.`;
    if (!warnings.has(code)) log.warn({ keptBytes, budgetBytes }, message);
    warnings.set(code, { code, message });
  }
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toPrecision(3);
}
