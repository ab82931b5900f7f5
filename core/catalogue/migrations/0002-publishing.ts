// What the publisher of the search index needs: leases by name, and the work on the index that was asked for.

import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Creates `leases` and `index_work`. */
export const publishing: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('leases')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('claimed_by', 'text')
      .addColumn('claimed_until_ms', 'bigint')
      .execute();
    await db.schema
      .createTable('index_work')
      .addColumn('kind', 'text', (column) => column.primaryKey())
      .addColumn('requested_ms', 'bigint', (column) => column.notNull())
      .execute();
  },
};
