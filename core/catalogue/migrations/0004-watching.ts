// How each library is kept up to date, for the dashboard.

import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Gives `libraries` the state of the watcher. */
export const watching: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('libraries')
      .addColumn('watch_state', 'text', (column) => column.notNull().defaultTo('off'))
      .execute();
    await db.schema.alterTable('libraries').addColumn('watch_message', 'text').execute();
  },
};
