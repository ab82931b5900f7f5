// One supervisor a data folder. Owns the lock and the note of who holds it.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { AppError, describeError, systemErrorCode } from '../../core/errors.ts';
import { dataSetting } from './data-folder.ts';

const holderNote = z.object({ pid: z.number().int(), url: z.string().optional() });

/**
 * An exclusive transaction on a file of its own that is never committed: the operating system ends it with the process,
 * however that dies. A file that merely exists would outlive a crash.
 */
export class DataFolderLock {
  readonly #database: Database.Database;
  readonly #notePath: string;

  private constructor(database: Database.Database, notePath: string) {
    this.#database = database;
    this.#notePath = notePath;
  }

  /**
   * Takes the lock, to be held until `release`.
   *
   * @throws AppError `data_in_use` when another Reeldex has it; the message says which one.
   */
  static acquire(dataDir: string): DataFolderLock {
    const notePath = join(dataDir, 'lock.json');
    const database = new Database(join(dataDir, 'lock.db'), { timeout: 0 });
    try {
      database.exec('begin exclusive');
    } catch (cause) {
      database.close();
      throw refusal(dataDir, notePath, cause);
    }
    const lock = new DataFolderLock(database, notePath);
    lock.announce(undefined);
    return lock;
  }

  /** Notes where the holder's site is, for whoever comes second. */
  announce(url: string | undefined): void {
    writeFileSync(this.#notePath, JSON.stringify({ pid: process.pid, url }));
  }

  /** Gives the lock back. */
  release(): void {
    rmSync(this.#notePath, { force: true });
    this.#database.close();
  }
}

function refusal(dataDir: string, notePath: string, cause: unknown): AppError {
  if (systemErrorCode(cause) !== 'SQLITE_BUSY')
    return new AppError(
      'data_unusable',
      `The data folder ${dataDir} cannot be locked (${describeError(cause)}). Choose one on another disk with ${dataSetting}.`,
      { cause },
    );
  const holder = readHolder(notePath);
  const where = holder?.url === undefined ? '' : ` at ${holder.url}`;
  const who = holder === undefined ? 'another Reeldex' : `a Reeldex${where} (pid ${holder.pid})`;
  return new AppError(
    'data_in_use',
    `The data folder ${dataDir} is in use by ${who}. Choose another with ${dataSetting}.`,
    { cause },
  );
}

/** Undefined in the moment in which the holder has not written its note yet. */
function readHolder(notePath: string): z.infer<typeof holderNote> | undefined {
  try {
    return holderNote.safeParse(JSON.parse(readFileSync(notePath, 'utf8'))).data;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
