// What looking at folders changes: new and changed files become pending, files that are gone are noted, later missing.
// Unchanged files cost a comparison and no write.

import { sql } from 'kysely';
import { chunksOf } from './chunks-of.ts';
import {
  compareFolders,
  knownColumns,
  type AddedFile,
  type ChangedFile,
  type KnownFile,
  type KnownFiles,
  type LookScope,
  type SeenFile,
  type SeenFolder,
} from './compare-folders.ts';
import type { FolderTarget } from './folder-tree.ts';
import { isInTree } from './is-in-tree.ts';
import type { Catalogue } from './open-catalogue.ts';

/** A file whose content changed less than this ago is perhaps still being written: it waits until it is this old. */
export const SETTLE_MS = 1000;

/** Files or folders in one statement, and changes in one transaction. */
const CHUNK = 500;
/** Rows in one insertion: their values are held several times over on the way to SQLite. */
const ROWS = 25;

/** What a look came to, in files. */
export interface LookCounts {
  readonly found: number;
  readonly added: number;
  readonly changed: number;
  /** Noted as gone; perhaps only moved. */
  readonly gone: number;
}

/** Files by the folders that they lie in. */
export class FolderStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /**
   * Records what lies in some folders, each of them whole. A file is unchanged when its size, its time and its sidecars
   * are. What lay in a folder and does so no more is noted as gone. Safe beside others that look at the same folders.
   */
  async recordFolders(scope: LookScope, folders: readonly SeenFolder[]): Promise<LookCounts> {
    const found = folders.reduce((count, folder) => count + folder.files.length, 0);
    const { added, changed, gone, back } = compareFolders(
      scope,
      folders,
      await this.#knownIn(folders),
    );
    for (const some of chunksOf(added, CHUNK)) {
      await this.#catalogue.transaction().execute(async (transaction) => {
        for (const rows of chunksOf(some, ROWS)) await insertPending(transaction, scope, rows);
      });
    }
    for (const some of chunksOf(changed, CHUNK)) {
      await this.#catalogue.transaction().execute(async (transaction) => {
        for (const change of some) await markPending(transaction, scope, change);
      });
    }
    for (const some of chunksOf(gone, CHUNK)) await setGone(this.#catalogue, some, Date.now());
    for (const some of chunksOf(back, CHUNK)) await setGone(this.#catalogue, some, null);
    return { found, added: added.length, changed: changed.length, gone: gone.length };
  }

  /** The folders of a target in which files are known. */
  async knownFolders(root: string, target: FolderTarget): Promise<readonly string[]> {
    const rows = await this.#catalogue
      .selectFrom('files')
      .select('folder')
      .distinct()
      .where(target.isDeep ? isInTree(target.path) : sql<boolean>`folder = ${target.path}`)
      .where('root', '=', root)
      .where('state', '!=', 'missing')
      .execute();
    return rows.map((row) => row.folder);
  }

  /** Notes as gone whatever is known in the given folders. Returns the number of files. */
  async noteGone(root: string, folders: readonly string[]): Promise<number> {
    let count = 0;
    for (const folder of folders) {
      const { numUpdatedRows } = await this.#catalogue
        .updateTable('files')
        .set({ gone_ms: Date.now() })
        .where('folder', '=', folder)
        .where('root', '=', root)
        .where('state', '!=', 'missing')
        .where('gone_ms', 'is', null)
        .executeTakeFirstOrThrow();
      count += Number(numUpdatedRows);
    }
    return count;
  }

  async #knownIn(folders: readonly SeenFolder[]): Promise<KnownFiles> {
    const known = new Map<string, KnownFile>();
    for (const some of chunksOf(folders, CHUNK)) {
      const paths = some.map((folder) => folder.path);
      const rows = await this.#catalogue
        .selectFrom('files')
        .select(knownColumns)
        .where('folder', 'in', paths)
        .execute();
      for (const row of rows) known.set(row.path, row);
    }
    return known;
  }
}

async function insertPending(
  catalogue: Catalogue,
  scope: LookScope,
  files: readonly AddedFile[],
): Promise<void> {
  const nowMs = Date.now();
  const rows = files.map((file) => ({
    path: file.path,
    folder: file.folder,
    root: scope.root,
    collection: scope.collection,
    size_bytes: file.sizeBytes,
    mtime_ms: file.mtimeMs,
    companions: file.companions,
    hash: null,
    full_hash: null,
    state: 'pending' as const,
    todo: 'identify' as const,
    error: null,
    attempts: 0,
    gone_ms: null,
    added_ms: nowMs,
    claimed_by: null,
    claimed_until_ms: settledMs(file, nowMs),
  }));
  await catalogue
    .insertInto('files')
    .values(rows)
    .onConflict((conflict) => conflict.column('path').doNothing())
    .execute();
}

async function markPending(
  catalogue: Catalogue,
  scope: LookScope,
  { file, todo }: ChangedFile,
): Promise<void> {
  await catalogue
    .updateTable('files')
    .set({
      root: scope.root,
      collection: scope.collection,
      size_bytes: file.sizeBytes,
      mtime_ms: file.mtimeMs,
      companions: file.companions,
      ...(todo === 'identify' && { full_hash: fullHashOfCollision }),
      state: 'pending',
      todo,
      error: null,
      attempts: 0,
      gone_ms: null,
      claimed_by: null,
      claimed_until_ms: settledMs(file, Date.now()),
    })
    .where('path', '=', file.path)
    .execute();
}

/** The whole hash is kept where it gave the file its name: it tells whether the file is still the same. */
const fullHashOfCollision = sql<
  string | null
>`case when hash = substr(full_hash, 1, 16) then full_hash end`;

/** From when on a file may be read: now, or when it has not changed for {@link SETTLE_MS}. */
function settledMs({ mtimeMs }: SeenFile, nowMs: number): number | null {
  return Math.abs(nowMs - mtimeMs) < SETTLE_MS ? nowMs + SETTLE_MS : null;
}

async function setGone(
  catalogue: Catalogue,
  paths: readonly string[],
  goneMs: number | null,
): Promise<void> {
  await catalogue
    .updateTable('files')
    .set({ gone_ms: goneMs })
    .where('path', 'in', paths)
    .execute();
}
