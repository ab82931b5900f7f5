// What previews take up on the disk, when they were last used, and which are dropped to keep within a budget.

import { sql } from 'kysely';
import { z } from 'zod';
import { bumpCounter } from './counters.ts';
import type { Catalogue } from './open-catalogue.ts';
import { previewPriorities, type PreviewKey } from './preview-queue.ts';
import { isTeaser, teaserKinds } from './teaser-kinds.ts';
import { touchVideo } from './touch-video.ts';

/** A teaser that may be dropped. */
export interface DroppableTeaser extends PreviewKey {
  readonly bytes: number;
  readonly usedMs: number;
  /** Relative to the previews folder. */
  readonly paths: readonly string[];
}

/** Bytes on the disk, in all and of what is never dropped. */
export interface PreviewUsage {
  readonly bytes: number;
  readonly keptBytes: number;
}

/** What was used so short a while ago may just be on its way to a browser. */
const GRACE_MS = 2 * 60_000;

const storedFiles = z.array(z.object({ path: z.string() }));

/** Sizes and last uses of previews. */
export class PreviewBudgetStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  async usage(): Promise<PreviewUsage> {
    const rows = await this.#catalogue
      .selectFrom('previews')
      .select(({ fn }) => ['kind', fn.sum<number>('bytes').as('bytes')])
      .groupBy('kind')
      .execute();
    const total = (counted: typeof rows) => counted.reduce((sum, { bytes }) => sum + bytes, 0);
    return { bytes: total(rows), keptBytes: total(rows.filter(({ kind }) => !isTeaser(kind))) };
  }

  /** Notes that these are in use now. */
  async markUsed(keys: readonly PreviewKey[]): Promise<void> {
    const nowMs = Date.now();
    await this.#catalogue.transaction().execute(async (transaction) => {
      for (const { hash, kind } of keys) {
        await transaction
          .updateTable('previews')
          .set({ used_ms: nowMs })
          .where('hash', '=', hash)
          .where('kind', '=', kind)
          .execute();
      }
    });
  }

  /**
   * The teasers that are missed least, at most `limit`: those of the largest product of size and time since their last
   * use. A. J. Smith, Long term file migration (1981), https://doi.org/10.1145/358722.358737.
   */
  async leastMissed(limit: number): Promise<readonly DroppableTeaser[]> {
    const nowMs = Date.now();
    const rows = await this.#catalogue
      .selectFrom('previews')
      .select(['hash', 'kind', 'bytes', 'used_ms', 'files'])
      .where('kind', 'in', teaserKinds)
      .where(isIdle)
      .where('bytes', '>', 0)
      .where('used_ms', '<', nowMs - GRACE_MS)
      .orderBy(sql`bytes * (${nowMs} - used_ms)`, 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      hash: row.hash,
      kind: row.kind,
      bytes: row.bytes,
      usedMs: row.used_ms,
      paths: storedFiles.parse(JSON.parse(row.files)).map(({ path }) => path),
    }));
  }

  /** Forgets a teaser, so that it is missing until somebody asks for it. False when it was used or taken up meanwhile. */
  async drop(teaser: DroppableTeaser): Promise<boolean> {
    const { hash, kind, usedMs } = teaser;
    return await this.#catalogue.transaction().execute(async (transaction) => {
      const { numDeletedRows } = await transaction
        .deleteFrom('previews')
        .where('hash', '=', hash)
        .where('kind', '=', kind)
        .where(isIdle)
        .where('used_ms', '=', usedMs)
        .executeTakeFirst();
      if (numDeletedRows === 0n) return false;
      await touchVideo(transaction, hash);
      await bumpCounter(transaction, 'previews');
      return true;
    });
  }
}

/** Neither in the making nor waited for. */
const isIdle = sql<boolean>`(state in ('ready', 'failed') or (state = 'queued' and priority > ${previewPriorities.visible}))`;
