// What SQLite's failures mean to a person who runs Reeldex, in one place: a full, broken, read-only or damaged catalogue.

import Database from 'better-sqlite3';
import { UnavailableError } from '../errors.ts';

/** The catalogue cannot be written or read now. Nothing is lost: what was in progress is done again. */
export class CatalogueError extends UnavailableError {
  constructor(code: string, message: string, cause: unknown) {
    super(code, message, { cause, retryAfterS: 10 });
  }
}

/** Whether the catalogue failed, for good or because others kept it busy; not whether something in it was wrong. */
export function isCatalogueFailure(error: unknown): boolean {
  return error instanceof CatalogueError || error instanceof Database.SqliteError;
}

/**
 * The {@link CatalogueError} for a failure of SQLite that a person has to see to; anything else is returned as it is.
 *
 * Codes are SQLite's result codes (https://sqlite.org/rescode.html); an extended one begins with its primary one.
 */
export function explainCatalogueFailure(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const { code } = error;
  const failure = failures.find(({ prefix }) => code.startsWith(prefix));
  if (failure === undefined) return error;
  return new CatalogueError(failure.code, failure.describe(path, code), error);
}

interface Failure {
  readonly prefix: string;
  readonly code: string;
  readonly describe: (path: string, sqliteCode: string) => string;
}

const failures: readonly Failure[] = [
  {
    prefix: 'SQLITE_FULL',
    code: 'catalogue_full',
    describe: (path) =>
      `There is no room left for the catalogue ${path}: its disk is full. Make room there; nothing is lost, and Reeldex goes on by itself.`,
  },
  {
    prefix: 'SQLITE_IOERR',
    code: 'catalogue_unwritable',
    describe: (path, code) =>
      `The catalogue ${path} cannot be written or read (${code}): its disk is full, over a quota, broken or gone. See to the disk; Reeldex goes on by itself when it works.`,
  },
  {
    prefix: 'SQLITE_CANTOPEN',
    code: 'catalogue_unwritable',
    describe: (path) =>
      `The catalogue ${path} cannot be opened any more: its folder is gone or full, or may not be written. Reeldex goes on by itself when it is there.`,
  },
  {
    prefix: 'SQLITE_READONLY',
    code: 'catalogue_readonly',
    describe: (path) =>
      `The catalogue ${path} may only be read: let the user that Reeldex runs as write it and its folder, or mount the disk for writing.`,
  },
  {
    prefix: 'SQLITE_CORRUPT',
    code: 'catalogue_damaged',
    describe: (path) =>
      `The catalogue ${path} is damaged. Stop Reeldex and restore the file from a backup; "npm run doctor" says more.`,
  },
];
