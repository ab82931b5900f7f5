// Opens the system of record and brings its schema up to date. Owns the connection; the stores own the queries.

import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import {
  CompiledQuery,
  Kysely,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
} from 'kysely';
import { Migrator } from 'kysely/migration';
import { AppError, describeError } from '../errors.ts';
import { initial } from './migrations/0001-initial.ts';
import { publishing } from './migrations/0002-publishing.ts';
import { folders } from './migrations/0003-folders.ts';
import { watching } from './migrations/0004-watching.ts';
import { indexRuns } from './migrations/0005-index-runs.ts';
import { replacements } from './migrations/0006-replacements.ts';
import type { CatalogueSchema } from './schema.ts';

/** The connection that every store takes. */
export type Catalogue = Kysely<CatalogueSchema>;

/** In the order of their names. */
const migrations = {
  '0001-initial': initial,
  '0002-publishing': publishing,
  '0003-folders': folders,
  '0004-watching': watching,
  '0005-index-runs': indexRuns,
  '0006-replacements': replacements,
};

/** A process waits this long for another one's write before it fails with SQLITE_BUSY. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Takes the write lock when a transaction begins. A deferred transaction that reads first and writes later fails at
 * once, busy timeout or not, when another process wrote in between (https://sqlite.org/lang_transaction.html).
 */
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver({ database: this.#database });
  }
}

function openDatabase(path: string): Database.Database {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  database.pragma('journal_mode = WAL');
  // A favourite that was answered with 200 is on the disk, power cut or not.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('cache_size = -32000');
  return database;
}

/**
 * Opens (and makes, where it is absent) the catalogue file and runs the migrations that it lacks.
 * The caller ends it with `destroy()`.
 *
 * @throws AppError `catalogue_unusable` when the file cannot be opened, is damaged, or comes from a newer Reeldex.
 */
export async function openCatalogue(path: string): Promise<Catalogue> {
  try {
    const catalogue = new Kysely<CatalogueSchema>({
      dialect: new ImmediateSqliteDialect(openDatabase(path)),
    });
    const migrator = new Migrator({
      db: catalogue,
      provider: { getMigrations: () => Promise.resolve(migrations) },
    });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error as Error;
    return catalogue;
  } catch (cause) {
    const message = `The catalogue ${path} cannot be opened: ${describeError(cause)}. Set another folder with --data, or restore the file from a backup.`;
    throw new AppError('catalogue_unusable', message, { cause });
  }
}
