// The videos that a person marked. Rows live for ever, whatever happens to the files.

import { isAmong } from './is-among.ts';
import type { Catalogue } from './open-catalogue.ts';
import { touchVideo } from './touch-video.ts';

export interface FavouriteMark {
  readonly hash: string;
  readonly addedMs: number;
}

/** Favourites by hash. */
export class FavouriteStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Marks a video; doing it again changes nothing. */
  async add(hash: string): Promise<void> {
    await this.#catalogue.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('favourites')
        .values({ hash, added_ms: Date.now() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await touchVideo(transaction, hash);
    });
  }

  /** Unmarks a video; doing it again changes nothing. */
  async remove(hash: string): Promise<void> {
    await this.#catalogue.transaction().execute(async (transaction) => {
      await transaction.deleteFrom('favourites').where('hash', '=', hash).execute();
      await touchVideo(transaction, hash);
    });
  }

  async has(hash: string): Promise<boolean> {
    const row = await this.#catalogue
      .selectFrom('favourites')
      .select('hash')
      .where('hash', '=', hash)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Those of `hashes` that are favourites. */
  async among(hashes: readonly string[]): Promise<ReadonlySet<string>> {
    if (hashes.length === 0) return new Set();
    const rows = await this.#catalogue
      .selectFrom('favourites')
      .select('hash')
      .where(isAmong(hashes))
      .execute();
    return new Set(rows.map((row) => row.hash));
  }

  /** Every favourite, the one marked last first. */
  async all(): Promise<readonly string[]> {
    return (await this.marks()).map(({ hash }) => hash);
  }

  /** As {@link all}, with when each was marked. */
  async marks(): Promise<readonly FavouriteMark[]> {
    const rows = await this.#catalogue
      .selectFrom('favourites')
      .select(['hash', 'added_ms'])
      .orderBy('added_ms', 'desc')
      .orderBy('hash')
      .execute();
    return rows.map((row) => ({ hash: row.hash, addedMs: row.added_ms }));
  }
}
