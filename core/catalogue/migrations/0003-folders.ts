// What looking at single folders needs: files by folder, what is gone from one, what a file waits for; scans of a folder.

import { sep } from 'node:path';
import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Gives `files` its folder and the marks of a look, and `scans` a folder and the wish for another walk. */
export const folders: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropIndex('files_root').execute();
    await db.schema
      .alterTable('files')
      .addColumn('folder', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    await db.schema
      .alterTable('files')
      .addColumn('companions', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema
      .alterTable('files')
      .addColumn('todo', 'text', (column) => column.notNull().defaultTo('identify'))
      .execute();
    await db.schema.alterTable('files').addColumn('gone_ms', 'bigint').execute();
    await db.schema.alterTable('files').dropColumn('seen_scan').execute();
    // The path without the characters after its last separator, and without that.
    await sql`update files set folder = rtrim(rtrim(path, replace(path, ${sep}, '')), ${sep})`.execute(
      db,
    );
    await sql`update files set folder = ${sep} where folder = ''`.execute(db);
    await db.schema
      .createIndex('files_folder')
      .on('files')
      .columns(['folder', 'root', 'state'])
      .execute();
    await db.schema
      .createIndex('files_gone')
      .on('files')
      .column('root')
      .where(sql.ref('gone_ms'), 'is not', null)
      .execute();
    await db.schema
      .createIndex('files_waiting')
      .on('files')
      .column('size_bytes')
      .where(sql`state`, '=', sql.lit('pending'))
      .execute();
    await db.schema.alterTable('scans').addColumn('folder', 'text').execute();
    await db.schema
      .alterTable('scans')
      .addColumn('walk_again', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
