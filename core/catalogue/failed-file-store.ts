// Files that could not be read: which, why, and reading them again. Noting a failure is the indexing store's.

import { noLease } from './lease.ts';
import type { Catalogue } from './open-catalogue.ts';

/** Failed files by path. */
export class FailedFileStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Puts a failed file, or without a path every one, back into the queue. Returns how many. */
  async retry(path?: string): Promise<number> {
    const result = await this.#catalogue
      .updateTable('files')
      .set({ state: 'pending', attempts: 0, error: null, ...noLease })
      .where('state', '=', 'failed')
      .$if(path !== undefined, (query) => query.where('path', '=', path ?? ''))
      .executeTakeFirst();
    return Number(result.numUpdatedRows);
  }

  /** How many files failed without having been tried, because something that reads them was missing. */
  async countUntried(): Promise<number> {
    const row = await this.#catalogue
      .selectFrom('files')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('state', '=', 'failed')
      .where('attempts', '=', 0)
      .executeTakeFirstOrThrow();
    return row.count;
  }

  /** Puts the files back into the queue that {@link FailedFileStore.countUntried} counts. */
  async retryUntried(): Promise<void> {
    await this.#catalogue
      .updateTable('files')
      .set({ state: 'pending', error: null, ...noLease })
      .where('state', '=', 'failed')
      .where('attempts', '=', 0)
      .execute();
  }

  /** Files that could not be read, by path. */
  async page(page: { readonly offset: number; readonly limit: number }) {
    const rows = await this.#catalogue
      .selectFrom('files')
      .select(['path', 'error', 'attempts'])
      .where('state', '=', 'failed')
      .orderBy('path')
      .limit(page.limit)
      .offset(page.offset)
      .execute();
    return rows.map((row) => ({ path: row.path, error: row.error ?? '', attempts: row.attempts }));
  }
}
