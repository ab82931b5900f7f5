// Keeps what was done to the search index and how it ended, where before there were only the requests.

import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Replaces `index_work` by `index_runs`, creates `publish_failure`, and indexes what is read of many rows. */
export const indexRuns: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropTable('index_work').execute();
    await createRuns(db);
    await createFailure(db);
    // With the hash, because present videos are read in its order, a page at a time.
    await db.schema.dropIndex('videos_present').execute();
    await db.schema
      .createIndex('videos_present')
      .on('videos')
      .columns(['is_present', 'hash'])
      .execute();
    await db.schema
      .createIndex('videos_refused')
      .on('videos')
      .column('hash')
      .where(sql.ref('publish_error'), 'is not', null)
      .execute();
    await db.schema
      .createIndex('video_terms_version')
      .on('video_terms')
      .columns(['tokenizer_version', 'hash'])
      .execute();
  },
};

async function createRuns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('index_runs')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('requested_by', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('stage', 'text')
    .addColumn('stage_started_ms', 'bigint')
    .addColumn('done', 'integer', (column) => column.notNull())
    .addColumn('total', 'integer', (column) => column.notNull())
    .addColumn('requested_ms', 'bigint', (column) => column.notNull())
    .addColumn('started_ms', 'bigint')
    .addColumn('finished_ms', 'bigint')
    .addColumn('result', 'text')
    .addColumn('error', 'text')
    .execute();
  await db.schema.createIndex('index_runs_state').on('index_runs').column('state').execute();
}

async function createFailure(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('publish_failure')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('documents', 'integer')
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('code', 'text')
    .addColumn('type', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('since_ms', 'bigint', (column) => column.notNull())
    .addColumn('last_ms', 'bigint', (column) => column.notNull())
    .addColumn('next_try_ms', 'bigint')
    .addColumn('recovered_ms', 'bigint')
    .execute();
}
