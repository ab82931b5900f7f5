// Why publishing to the search index failed the last time, for the dashboard, which is another process.

import { sql, type Selectable } from 'kysely';
import type { Catalogue } from './open-catalogue.ts';
import type { PublishFailureTable } from './schema.ts';

export type PublishFailureRow = Readonly<Selectable<PublishFailureTable>>;

/** A failed attempt. */
export type FailedAttempt = Pick<
  PublishFailureRow,
  'step' | 'documents' | 'reason' | 'code' | 'type' | 'next_try_ms'
>;

const ID = 1;

/** One failure: the last one. */
export class PublishFailureStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Records a failed attempt; those in a row are counted. */
  async record(attempt: FailedAttempt): Promise<void> {
    const nowMs = Date.now();
    const first = { since_ms: nowMs, attempts: 1 };
    const last = { ...attempt, last_ms: nowMs, recovered_ms: null };
    const lasts = sql`publish_failure.recovered_ms is null`;
    await this.#catalogue
      .insertInto('publish_failure')
      .values({ id: ID, ...first, ...last })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({
          ...last,
          since_ms: sql<number>`case when ${lasts} then publish_failure.since_ms else ${nowMs} end`,
          attempts: sql<number>`case when ${lasts} then publish_failure.attempts + 1 else 1 end`,
        }),
      )
      .execute();
  }

  /** Notes that publishing works again, if it had failed. */
  async recover(): Promise<void> {
    await this.#catalogue
      .updateTable('publish_failure')
      .set({ recovered_ms: Date.now(), next_try_ms: null })
      .where('recovered_ms', 'is', null)
      .execute();
  }

  /** The last failure, whether it lasts or not. */
  async last(): Promise<PublishFailureRow | undefined> {
    return await this.#catalogue.selectFrom('publish_failure').selectAll().executeTakeFirst();
  }
}
