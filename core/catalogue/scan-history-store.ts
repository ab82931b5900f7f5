// Scans to be looked at: the ones that were, and the ones that wait. Changes none.

import type { Catalogue } from './open-catalogue.ts';
import type { Scan } from './scan-store.ts';

/** All scans, the newest first. */
export class ScanHistoryStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  async page({
    offset,
    limit,
  }: {
    readonly offset: number;
    readonly limit: number;
  }): Promise<readonly Scan[]> {
    return await this.#catalogue
      .selectFrom('scans')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(limit)
      .offset(offset)
      .execute();
  }

  async count(): Promise<number> {
    const row = await this.#catalogue
      .selectFrom('scans')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return row.count;
  }
}
