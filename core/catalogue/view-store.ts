// What was watched, when and how far. Rows live for ever, whatever happens to the files.

import { sql } from 'kysely';
import { isAmong } from './is-among.ts';
import type { Catalogue } from './open-catalogue.ts';
import { touchVideo } from './touch-video.ts';

/** A pause longer than this begins a new view of the same video. */
const SITTING_MS = 30 * 60_000;

/** How often a video was watched. */
export interface ViewSummary {
  readonly views: number;
  readonly lastViewedMs: number | undefined;
  /** Seconds into the video where the person stopped. */
  readonly positionS: number | undefined;
}

/** What the player reports. */
export interface Watched {
  readonly positionS: number;
  /** Seconds played since the last report. */
  readonly watchedS: number;
}

/** All views of one video. */
export interface WatchTotal {
  readonly hash: string;
  readonly lastMs: number;
  /** Seconds played, repeats included. */
  readonly watchedS: number;
}

/** History and resume positions by hash. */
export class ViewStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Records progress; reports of one sitting add up to one view. */
  async record(hash: string, watched: Watched): Promise<void> {
    const nowMs = Date.now();
    await this.#catalogue.transaction().execute(async (transaction) => {
      const sitting = await transaction
        .updateTable('views')
        .set({ last_ms: nowMs, watched_s: sql<number>`watched_s + ${watched.watchedS}` })
        .where('hash', '=', hash)
        .where('last_ms', '>', nowMs - SITTING_MS)
        .executeTakeFirst();
      if (sitting.numUpdatedRows === 0n) {
        await transaction
          .insertInto('views')
          .values({ hash, started_ms: nowMs, last_ms: nowMs, watched_s: watched.watchedS })
          .execute();
        await touchVideo(transaction, hash);
      }
      const progress = { position_s: watched.positionS, updated_ms: nowMs };
      await transaction
        .insertInto('progress')
        .values({ hash, ...progress })
        .onConflict((conflict) => conflict.column('hash').doUpdateSet(progress))
        .execute();
    });
  }

  async summary(hash: string): Promise<ViewSummary> {
    const views = await this.#catalogue
      .selectFrom('views')
      .select(({ fn }) => [fn.countAll<number>().as('count'), fn.max('last_ms').as('last_ms')])
      .where('hash', '=', hash)
      .executeTakeFirstOrThrow();
    const positions = await this.positions([hash]);
    return {
      views: views.count,
      lastViewedMs: views.count === 0 ? undefined : views.last_ms,
      positionS: positions.get(hash),
    };
  }

  /** Where the person stopped in those of `hashes` that were begun, in seconds. */
  async positions(hashes: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (hashes.length === 0) return new Map();
    const rows = await this.#catalogue
      .selectFrom('progress')
      .select(['hash', 'position_s'])
      .where(isAmong(hashes))
      .execute();
    return new Map(rows.map((row) => [row.hash, row.position_s]));
  }

  /** Every video that was watched, in no order: quicker than {@link totals}. */
  async watchedHashes(): Promise<readonly string[]> {
    const rows = await this.#catalogue.selectFrom('views').select('hash').distinct().execute();
    return rows.map(({ hash }) => hash);
  }

  /** Every video that was watched, the last one first, with how long. */
  async totals(): Promise<readonly WatchTotal[]> {
    const rows = await this.#catalogue
      .selectFrom('views')
      .select(({ fn }) => [
        'hash',
        fn.max('last_ms').as('last_ms'),
        fn.sum<number>('watched_s').as('watched_s'),
      ])
      .groupBy('hash')
      .orderBy('last_ms', 'desc')
      .orderBy('hash')
      .execute();
    return rows.map((row) => ({ hash: row.hash, lastMs: row.last_ms, watchedS: row.watched_s }));
  }
}
