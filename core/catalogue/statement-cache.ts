// Keeps prepared statements. Kysely prepares each one anew; its memory, which is SQLite's and no part of the heap, then
// waits for a collection that sees no reason to begin: inserting 100,000 files took 150 MB.

import type Database from 'better-sqlite3';
import type { SqliteDatabase } from 'kysely';

/** The statements that are used again are fewer; of those whose lists differ in length, the oldest go. */
const KEPT = 100;

/** A database that prepares the same text once. No statement may be begun while it is still being read. */
export class StatementCache implements SqliteDatabase {
  readonly #database: Database.Database;
  /** By their text, the one used longest ago first. */
  readonly #statements = new Map<string, Database.Statement>();

  constructor(database: Database.Database) {
    this.#database = database;
  }

  /** @throws SqliteError when the text is no statement. */
  prepare(sql: string): Database.Statement {
    // It does its work when it is prepared (https://sqlite.org/pragma.html).
    if (sql.startsWith('pragma')) return this.#database.prepare(sql);
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.delete(sql);
    this.#statements.set(sql, statement);
    const [oldest] = this.#statements.keys();
    if (this.#statements.size > KEPT && oldest !== undefined) this.#statements.delete(oldest);
    return statement;
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }
}
