// What a person chose as a poster, and what the disk budget of previews needs to know of each.

import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Creates `poster_choices`, and gives `previews` recipe, last use and a second making. */
export const postersAndBudget: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('poster_choices')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('time_s', 'double precision')
      .addColumn('picture', 'blob')
      .execute();
    const previews = db.schema.alterTable('previews');
    await previews
      .addColumn('make_again', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await previews
      .addColumn('recipe', 'integer', (column) => column.notNull().defaultTo(1))
      .execute();
    await previews
      .addColumn('used_ms', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await sql`update previews set used_ms = updated_ms`.execute(db);
    // Covers what is counted all the time, beside the long texts of the rows.
    await db.schema
      .createIndex('previews_sizes')
      .on('previews')
      .columns(['kind', 'state', 'bytes', 'used_ms'])
      .execute();
  },
};
