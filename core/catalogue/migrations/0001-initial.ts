// The first schema.

import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const text = 'text';
const integer = 'integer';
const bigint = 'bigint';
const real = 'double precision';

async function createFiles(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('files')
    .addColumn('path', text, (column) => column.primaryKey())
    .addColumn('root', text, (column) => column.notNull())
    .addColumn('collection', text, (column) => column.notNull())
    .addColumn('size_bytes', bigint, (column) => column.notNull())
    .addColumn('mtime_ms', bigint, (column) => column.notNull())
    .addColumn('hash', text)
    .addColumn('full_hash', text)
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('error', text)
    .addColumn('attempts', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('claimed_by', text)
    .addColumn('claimed_until_ms', bigint)
    .addColumn('seen_scan', integer, (column) => column.notNull())
    .addColumn('added_ms', bigint, (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('files_state')
    .on('files')
    .columns(['state', 'claimed_until_ms'])
    .execute();
  await db.schema.createIndex('files_hash').on('files').columns(['hash', 'state']).execute();
  await db.schema.createIndex('files_root').on('files').columns(['root', 'seen_scan']).execute();
}

async function createVideos(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('videos')
    .addColumn('hash', text, (column) => column.primaryKey())
    .addColumn('title', text, (column) => column.notNull())
    .addColumn('performers', text, (column) => column.notNull())
    .addColumn('studio', text)
    .addColumn('line', text)
    .addColumn('categories', text, (column) => column.notNull())
    .addColumn('tags', text, (column) => column.notNull())
    .addColumn('collection', text, (column) => column.notNull())
    .addColumn('path_words', text, (column) => column.notNull())
    .addColumn('description', text)
    .addColumn('released_on', text)
    .addColumn('released_year', integer)
    .addColumn('source_id', text)
    .addColumn('metadata', text, (column) => column.notNull())
    .addColumn('provenance', text, (column) => column.notNull())
    .addColumn('container', text, (column) => column.notNull())
    .addColumn('video_codec', text, (column) => column.notNull())
    .addColumn('audio_codec', text)
    .addColumn('width', integer, (column) => column.notNull())
    .addColumn('height', integer, (column) => column.notNull())
    .addColumn('fps', real)
    .addColumn('bitrate', real)
    .addColumn('bit_depth', integer)
    .addColumn('is_hdr', integer, (column) => column.notNull())
    .addColumn('duration_s', real)
    .addColumn('size_bytes', bigint, (column) => column.notNull())
    .addColumn('playability', text, (column) => column.notNull())
    .addColumn('tracks', text, (column) => column.notNull())
    .addColumn('chapters', text, (column) => column.notNull())
    .addColumn('is_present', integer, (column) => column.notNull())
    .addColumn('added_ms', bigint, (column) => column.notNull())
    .addColumn('updated_ms', bigint, (column) => column.notNull())
    .addColumn('rev', integer, (column) => column.notNull())
    .addColumn('published_rev', integer, (column) => column.notNull())
    .addColumn('publish_error', text)
    .execute();
  await db.schema.createIndex('videos_present').on('videos').column('is_present').execute();
  // The outbox is nearly always empty while `videos` is large: index only what is behind.
  await db.schema
    .createIndex('videos_behind')
    .on('videos')
    .column('hash')
    .where(sql.ref('published_rev'), '<', sql.ref('rev'))
    .execute();
  await db.schema
    .createTable('video_terms')
    .addColumn('hash', text, (column) => column.primaryKey())
    .addColumn('tokenizer_version', integer, (column) => column.notNull())
    .addColumn('terms', text, (column) => column.notNull())
    .execute();
}

async function createPersonTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('favourites')
    .addColumn('hash', text, (column) => column.primaryKey())
    .addColumn('added_ms', bigint, (column) => column.notNull())
    .execute();
  await db.schema.createIndex('favourites_added').on('favourites').column('added_ms').execute();
  await db.schema
    .createTable('views')
    .addColumn('id', integer, (column) => column.primaryKey().autoIncrement())
    .addColumn('hash', text, (column) => column.notNull())
    .addColumn('started_ms', bigint, (column) => column.notNull())
    .addColumn('last_ms', bigint, (column) => column.notNull())
    .addColumn('watched_s', real, (column) => column.notNull())
    .execute();
  await db.schema.createIndex('views_hash').on('views').columns(['hash', 'last_ms']).execute();
  await db.schema.createIndex('views_last').on('views').column('last_ms').execute();
  await db.schema
    .createTable('progress')
    .addColumn('hash', text, (column) => column.primaryKey())
    .addColumn('position_s', real, (column) => column.notNull())
    .addColumn('updated_ms', bigint, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('filters')
    .addColumn('id', integer, (column) => column.primaryKey().autoIncrement())
    .addColumn('field', text, (column) => column.notNull())
    .addColumn('value', text, (column) => column.notNull())
    .addColumn('mode', text, (column) => column.notNull())
    .addColumn('active', integer, (column) => column.notNull())
    .addUniqueConstraint('filters_rule', ['field', 'value', 'mode'])
    .execute();
}

async function createWorkTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('previews')
    .addColumn('hash', text, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('priority', integer, (column) => column.notNull())
    .addColumn('attempts', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('claimed_by', text)
    .addColumn('claimed_until_ms', bigint)
    .addColumn('error', text)
    .addColumn('files', text, (column) => column.notNull().defaultTo('[]'))
    .addColumn('bytes', bigint, (column) => column.notNull().defaultTo(0))
    .addColumn('took_ms', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('updated_ms', bigint, (column) => column.notNull())
    .addPrimaryKeyConstraint('previews_pk', ['hash', 'kind'])
    .execute();
  await db.schema
    .createIndex('previews_queue')
    .on('previews')
    .columns(['state', 'priority', 'updated_ms'])
    .execute();
  await db.schema
    .createTable('scans')
    .addColumn('id', integer, (column) => column.primaryKey().autoIncrement())
    .addColumn('requested_by', text, (column) => column.notNull())
    .addColumn('mode', text, (column) => column.notNull())
    .addColumn('collection', text)
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('cancel_requested', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('accept_missing', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('found', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('added', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('changed', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('missing', integer, (column) => column.notNull().defaultTo(0))
    .addColumn('requested_ms', bigint, (column) => column.notNull())
    .addColumn('started_ms', bigint)
    .addColumn('finished_ms', bigint)
    .addColumn('error', text)
    .addColumn('claimed_by', text)
    .addColumn('claimed_until_ms', bigint)
    .execute();
  await db.schema.createIndex('scans_state').on('scans').column('state').execute();
}

async function createProgramTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('libraries')
    .addColumn('path', text, (column) => column.primaryKey())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('source', text, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('message', text)
    .addColumn('added_ms', bigint, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('processes')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('program', text, (column) => column.notNull())
    .addColumn('pid', integer, (column) => column.notNull())
    .addColumn('host', text, (column) => column.notNull())
    .addColumn('started_ms', bigint, (column) => column.notNull())
    .addColumn('seen_ms', bigint, (column) => column.notNull())
    .addColumn('warnings', text, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('counters')
    .addColumn('name', text, (column) => column.primaryKey())
    .addColumn('value', bigint, (column) => column.notNull())
    .execute();
}

/** Creates every table of the catalogue. */
export const initial: Migration = {
  async up(db: Kysely<unknown>) {
    await createFiles(db);
    await createVideos(db);
    await createPersonTables(db);
    await createWorkTables(db);
    await createProgramTables(db);
  },
};
