// Work on the search index that was asked for: the server or a timer asks, the publisher does it, perhaps in another process and after a restart.

import type { Catalogue } from './open-catalogue.ts';
import type { IndexWorkTable } from './schema.ts';

/** `rebuild`: fill a new index and swap. `audit`: compare index and catalogue and repair. */
export type IndexWorkKind = IndexWorkTable['kind'];

/** A request that waits. */
export interface IndexWork {
  readonly kind: IndexWorkKind;
  readonly requestedMs: number;
}

/** Requests by kind; asking twice is asking once. */
export class IndexWorkStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Asks for it; it will be done once, from now on. */
  async request(kind: IndexWorkKind): Promise<void> {
    const requested = { requested_ms: Date.now() };
    await this.#catalogue
      .insertInto('index_work')
      .values({ kind, ...requested })
      .onConflict((conflict) => conflict.column('kind').doUpdateSet(requested))
      .execute();
  }

  /** What waits, the oldest first. */
  async pending(): Promise<readonly IndexWork[]> {
    const rows = await this.#catalogue
      .selectFrom('index_work')
      .selectAll()
      .orderBy('requested_ms')
      .execute();
    return rows.map((row) => ({ kind: row.kind, requestedMs: row.requested_ms }));
  }

  /** Strikes it off, unless it was asked for again since. */
  async finish(work: IndexWork): Promise<void> {
    await this.#catalogue
      .deleteFrom('index_work')
      .where('kind', '=', work.kind)
      .where('requested_ms', '=', work.requestedMs)
      .execute();
  }
}
