// Order, deaths and pausing of preview jobs.

import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Adds `previews.place` and `previews.deaths`, creates `preview_work`, and indexes what queue and dashboard read. */
export const previewJobs: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('previews')
      .addColumn('place', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema
      .alterTable('previews')
      .addColumn('deaths', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await sql`update previews set place = -updated_ms`.execute(db);
    await db.schema
      .createTable('preview_work')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('paused_ms', 'bigint')
      .addColumn('busy_since_ms', 'bigint', (column) => column.notNull())
      .execute();
    await sql`insert into preview_work (id, busy_since_ms) values (1, 0)`.execute(db);
    await db.schema.dropIndex('previews_queue').execute();
    // Each kind is a queue of its own, whose head is found by one lookup.
    await db.schema
      .createIndex('previews_queue')
      .on('previews')
      .columns(['state', 'kind', 'priority', 'place'])
      .execute();
    // All that is counted, so that counting need not read the rows.
    await db.schema.dropIndex('previews_sizes').execute();
    await db.schema
      .createIndex('previews_counts')
      .on('previews')
      .columns(['kind', 'state', 'updated_ms', 'bytes', 'used_ms'])
      .execute();
    await db.schema
      .createIndex('videos_added')
      .on('videos')
      .columns(['is_present', 'added_ms', 'hash'])
      .execute();
  },
};
