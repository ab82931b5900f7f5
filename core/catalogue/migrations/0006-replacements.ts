// Contents that took the place of others, until what people did with those is handed over.

import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Creates `replacements`. */
export const replacements: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('replacements')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('from_hash', 'text', (column) => column.notNull())
      .addColumn('to_hash', 'text', (column) => column.notNull())
      .execute();
  },
};
