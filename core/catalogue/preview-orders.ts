// People's side of the preview queue: having many made, retrying, cancelling, pausing. Holds for all workers at once.

import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { previewKinds, type PreviewKind } from '../contract/video.ts';
import { bumpCounter } from './counters.ts';
import { noLease } from './lease.ts';
import type { Catalogue } from './open-catalogue.ts';
import {
  newestFirst,
  noteBusy,
  previewPriorities,
  untried,
  type PreviewKey,
} from './preview-queue.ts';
import { previewRecipes } from './preview-recipes.ts';
import { endOf, shards } from './shards.ts';
import { touchVideo } from './touch-video.ts';

/** Which previews are wanted of videos that are named elsewhere. */
export interface PreviewOrder {
  readonly kinds: readonly PreviewKind[];
  /** Makes again what is ready or failed; what is ready is served until the new one is. */
  readonly redo: boolean;
}

/** Orders that concern many previews. Long ones let other requests of this process have their turn in between. */
export class PreviewOrders {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Of `hashes` (at most 5,000), in their order, those that lack a preview of the order, with how many they lack. */
  async lacking(
    hashes: readonly string[],
    { kinds, redo }: PreviewOrder,
  ): Promise<readonly { readonly hash: string; readonly jobs: number }[]> {
    if (hashes.length === 0) return [];
    const rows = await this.#catalogue
      .selectFrom('previews')
      .select(({ fn }) => ['hash', fn.countAll<number>().as('count')])
      .where('hash', 'in', hashes)
      .where('kind', 'in', kinds)
      .$if(redo, (query) => query.where('state', 'in', ['queued', 'running']))
      .groupBy('hash')
      .execute();
    const counts = new Map(rows.map(({ hash, count }) => [hash, count]));
    return hashes
      .map((hash) => ({ hash, jobs: kinds.length - (counts.get(hash) ?? 0) }))
      .filter(({ jobs }) => jobs > 0);
  }

  /** Queues the order for the present ones of `hashes` (at most 5,000), in one transaction a kind. */
  async queue(hashes: readonly string[], { kinds, redo }: PreviewOrder): Promise<void> {
    if (hashes.length === 0) return;
    for (const kind of kinds) {
      await this.#queueKind(hashes, kind, redo);
      await nextTurn();
    }
  }

  /** Has everything that an earlier recipe made made again in the background. Returns how many. */
  async queueOutdated(): Promise<number> {
    await noteBusy(this.#catalogue);
    let queued = 0n;
    for (const kind of previewKinds) {
      const { numUpdatedRows } = await this.#catalogue
        .updateTable('previews')
        .set({ state: 'queued', ...untried, priority: previewPriorities.backlog })
        .where('kind', '=', kind)
        .where('state', '=', 'ready')
        .where('recipe', '<', previewRecipes[kind])
        .executeTakeFirst();
      queued += numUpdatedRows;
    }
    return Number(queued);
  }

  /**
   * Has a preview made anew whose files are not as they should be, and which is not served until then. False when it
   * changed after `updatedMs`.
   */
  async queueDamaged({
    hash,
    kind,
    updatedMs,
  }: PreviewKey & { readonly updatedMs: number }): Promise<boolean> {
    return await this.#catalogue.transaction().execute(async (transaction) => {
      await noteBusy(transaction);
      const { numUpdatedRows } = await transaction
        .updateTable('previews')
        .set({
          ...{ state: 'queued', priority: previewPriorities.backlog, ...untried },
          ...{ files: '[]', bytes: 0, updated_ms: Date.now() },
        })
        .where('hash', '=', hash)
        .where('kind', '=', kind)
        .where('state', '<>', 'running')
        .where('updated_ms', '=', updatedMs)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      await touchVideo(transaction, hash);
      await bumpCounter(transaction, 'previews');
      return true;
    });
  }

  /** Tries one failed preview again, soon: somebody looks at it. Returns false when it did not fail. */
  async retry({ hash, kind }: PreviewKey): Promise<boolean> {
    await noteBusy(this.#catalogue);
    const result = await this.#catalogue
      .updateTable('previews')
      .set({
        ...{ state: 'queued', ...untried },
        priority: previewPriorities.visible,
        place: newestFirst(Date.now()),
      })
      .where('hash', '=', hash)
      .where('kind', '=', kind)
      .where('state', '=', 'failed')
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }

  /** Puts every failed preview of these kinds back into the queue. Returns how many. */
  async retryAll(kinds: readonly PreviewKind[]): Promise<number> {
    await noteBusy(this.#catalogue);
    const result = await this.#catalogue
      .updateTable('previews')
      .set({
        ...{ state: 'queued', ...untried },
        priority: previewPriorities.backlog,
        place: newestFirst(Date.now()),
      })
      .where('state', '=', 'failed')
      .where('kind', 'in', kinds)
      .executeTakeFirst();
    return Number(result.numUpdatedRows);
  }

  /**
   * Takes these kinds out of the queue and from the workers that make them. Those that were ready before are ready again,
   * the others are missing, as if nobody had asked for them. A poster that a person chose anew is made all the same: else
   * the old one would stay. Returns how many.
   */
  async cancel(kinds: readonly PreviewKind[]): Promise<number> {
    let cancelled = 0;
    for (const shard of shards) {
      cancelled += await this.#cancelShard(shard, kinds);
      await nextTurn();
    }
    return cancelled;
  }

  /** Keeps all workers from making previews, over restarts, until {@link resume}; what they make is given back untried. */
  async pause(): Promise<void> {
    await this.#catalogue.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('preview_work')
        .set({ paused_ms: Date.now() })
        .where('paused_ms', 'is', null)
        .execute();
      await transaction
        .updateTable('previews')
        .set({ state: 'queued', ...noLease })
        .where('state', '=', 'running')
        .execute();
    });
  }

  /** Lets workers go on. */
  async resume(): Promise<void> {
    await this.#catalogue.updateTable('preview_work').set({ paused_ms: null }).execute();
  }

  async #queueKind(hashes: readonly string[], kind: PreviewKind, redo: boolean): Promise<void> {
    const priority = previewPriorities.backlog;
    await this.#catalogue.transaction().execute(async (transaction) => {
      await noteBusy(transaction);
      const values = transaction
        .selectFrom('videos')
        .select([
          'hash',
          sql.val(kind).as('kind'),
          sql.lit('queued').as('state'),
          sql.lit(priority).as('priority'),
          // The newest videos first.
          sql<number>`-added_ms`.as('place'),
          sql.val(Date.now()).as('updated_ms'),
        ])
        .where('hash', 'in', hashes)
        .where(sql<boolean>`+is_present = 1`);
      await transaction
        .insertInto('previews')
        .columns(['hash', 'kind', 'state', 'priority', 'place', 'updated_ms'])
        .expression(values)
        .onConflict((conflict) =>
          redo
            ? conflict
                .columns(['hash', 'kind'])
                .doUpdateSet((eb) => ({
                  ...{ state: 'queued', priority, ...untried },
                  place: eb.ref('excluded.place'),
                }))
                .where('previews.state', 'in', ['ready', 'failed'])
            : conflict.doNothing(),
        )
        .execute();
    });
  }

  async #cancelShard(shard: string, kinds: readonly PreviewKind[]): Promise<number> {
    return await this.#catalogue.transaction().execute(async (transaction) => {
      // By the hashes: with a plus, a column is not looked up in an index (https://sqlite.org/optoverview.html).
      const isOpen = sql<boolean>`hash >= ${shard} and hash < ${endOf(shard)}
        and +kind in (${sql.join(kinds)}) and +state in ('queued', 'running')`;
      const restored = await transaction
        .updateTable('previews')
        .set({ state: 'ready', make_again: 0, ...untried, ...noLease })
        .where(isOpen)
        .where('files', '<>', '[]')
        .where(sql<boolean>`not (+kind = 'poster' and priority = ${previewPriorities.waiting})`)
        .executeTakeFirst();
      const removed = await transaction
        .deleteFrom('previews')
        .where(isOpen)
        .where('files', '=', '[]')
        .executeTakeFirst();
      const cancelled = Number(restored.numUpdatedRows + removed.numDeletedRows);
      if (cancelled > 0) await bumpCounter(transaction, 'previews');
      return cancelled;
    });
  }
}
