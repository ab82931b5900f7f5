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
  type QueryResult,
} from 'kysely';
import { Migrator } from 'kysely/migration';
import { AppError, describeError } from '../errors.ts';
import { CatalogueError, explainCatalogueFailure } from './catalogue-failure.ts';
import { initial } from './migrations/0001-initial.ts';
import { publishing } from './migrations/0002-publishing.ts';
import { folders } from './migrations/0003-folders.ts';
import { watching } from './migrations/0004-watching.ts';
import { indexRuns } from './migrations/0005-index-runs.ts';
import { replacements } from './migrations/0006-replacements.ts';
import { savedSearches } from './migrations/0007-saved-searches.ts';
import { postersAndBudget } from './migrations/0008-posters-and-budget.ts';
import { previewJobs } from './migrations/0009-preview-jobs.ts';
import type { CatalogueSchema } from './schema.ts';
import { StatementCache } from './statement-cache.ts';

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
  '0007-saved-searches': savedSearches,
  '0008-posters-and-budget': postersAndBudget,
  '0009-preview-jobs': previewJobs,
};

/** A process waits this long for another one's write before it fails with SQLITE_BUSY. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Takes the write lock when a transaction begins. A deferred transaction that reads first and writes later fails at
 * once, busy timeout or not, when another process wrote in between (https://sqlite.org/lang_transaction.html).
 */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: Database.Database;
  readonly #explain: Explain;
  #connection: DatabaseConnection | undefined;

  constructor(database: Database.Database, explain: Explain) {
    super({ database: new StatementCache(database) });
    this.#database = database;
    this.#explain = explain;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return (this.#connection ??= new ExplainingConnection(
      await super.acquireConnection(),
      this.#explain,
    ));
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** SQLite itself rolls back when the disk is full; a second rollback would fail and hide the reason. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

type Explain = (error: unknown) => unknown;

/** Fails with errors that say what is wrong with the catalogue. */
class ExplainingConnection implements DatabaseConnection {
  readonly #inner: DatabaseConnection;
  readonly #explain: Explain;

  constructor(inner: DatabaseConnection, explain: Explain) {
    this.#inner = inner;
    this.#explain = explain;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      return await this.#inner.executeQuery<Row>(query);
    } catch (error) {
      throw this.#explain(error);
    }
  }

  streamQuery<Row>(
    query: CompiledQuery,
    chunkSize: number,
  ): AsyncIterableIterator<QueryResult<Row>> {
    return this.#inner.streamQuery<Row>(query, chunkSize);
  }
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: Database.Database;
  readonly #explain: Explain;

  constructor(database: Database.Database, explain: Explain) {
    super({ database });
    this.#database = database;
    this.#explain = explain;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver(this.#database, this.#explain);
  }
}

function openDatabase(path: string): Database.Database {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  database.pragma('journal_mode = WAL');
  // A favourite that was answered with 200 is on the disk, power cut or not.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('cache_size = -16000');
  return database;
}

/**
 * Opens (and makes, where it is absent) the catalogue file and runs the migrations that it lacks.
 * The caller ends it with `destroy()`. Queries fail with a CatalogueError where the disk is the cause; `onFailure` is told
 * of each.
 *
 * @throws AppError `catalogue_unusable` when the file cannot be opened, is damaged, or comes from a newer Reeldex.
 */
export async function openCatalogue(
  path: string,
  onFailure: (error: CatalogueError) => void = () => undefined,
): Promise<Catalogue> {
  const explain = (error: unknown) => {
    const explained = explainCatalogueFailure(error, path);
    if (explained instanceof CatalogueError) onFailure(explained);
    return explained;
  };
  try {
    const catalogue = new Kysely<CatalogueSchema>({
      dialect: new ImmediateSqliteDialect(openDatabase(path), explain),
    });
    const migrator = new Migrator({
      db: catalogue,
      provider: { getMigrations: () => Promise.resolve(migrations) },
    });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error as Error;
    return catalogue;
  } catch (cause) {
    if (cause instanceof CatalogueError) throw cause;
    const message = `The catalogue ${path} cannot be opened: ${describeError(cause)}. Set another folder with --data, or restore the file from a backup.`;
    throw new AppError('catalogue_unusable', message, { cause });
  }
}
