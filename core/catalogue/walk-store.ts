// What a walk over the folders changes: new and changed paths become pending, paths that are gone become missing.

import { sql } from 'kysely';
import { bumpCounter } from './counters.ts';
import { noLease } from './lease.ts';
import type { Catalogue } from './open-catalogue.ts';
import { refreshPresence } from './presence.ts';

/** Files in one batch: bounds the variables of a statement and the time that other writers wait. */
export const WALK_BATCH = 1000;

/** One file that the walk saw. */
export interface SeenFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

/** The part of the library that a batch belongs to. */
export interface WalkScope {
  /** The number of this walk; larger than every earlier one. */
  readonly scanId: number;
  readonly root: string;
  readonly collection: string;
  /** True makes every seen file pending, changed or not. */
  readonly isFull: boolean;
}

/** What a batch or a root came to, in files. */
export interface WalkCounts {
  readonly added: number;
  readonly changed: number;
}

/** How much of a root the walk did not see again. */
export interface UnseenCounts {
  readonly known: number;
  readonly unseen: number;
}

/** Paths of the library as the walk finds them. */
export class WalkStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Records one batch, at most {@link WALK_BATCH} files, in one transaction. A file is unchanged when size and time are. */
  async recordSeen(scope: WalkScope, files: readonly SeenFile[]): Promise<WalkCounts> {
    if (files.length === 0) return { added: 0, changed: 0 };
    return await this.#catalogue.transaction().execute(async (transaction) => {
      const known = await knownFiles(transaction, files);
      const added = files.filter((file) => !known.has(file.path));
      const changed = files.filter((file) => {
        const row = known.get(file.path);
        return row !== undefined && (scope.isFull || needsReading(row, file));
      });
      const changedPaths = new Set(changed.map((file) => file.path));
      const same = files.filter((file) => known.has(file.path) && !changedPaths.has(file.path));
      await insertPending(transaction, scope, added);
      for (const file of changed) await markPending(transaction, scope, file);
      await touch(transaction, scope, same);
      return { added: added.length, changed: changed.length };
    });
  }

  /** How many known files of a root (or of the folder `under` in it) walk `scanId` did not see. */
  async countUnseen(root: string, scanId: number): Promise<UnseenCounts> {
    const row = await this.#catalogue
      .selectFrom('files')
      .select(({ fn }) => [
        fn.countAll<number>().as('known'),
        sql<number>`coalesce(sum(case when seen_scan < ${scanId} then 1 else 0 end), 0)`.as(
          'unseen',
        ),
      ])
      .where('root', '=', root)
      .where('state', '!=', 'missing')
      .executeTakeFirstOrThrow();
    return { known: row.known, unseen: row.unseen };
  }

  /** Counts everything at and below `path` as seen by walk `scanId`: it could not be looked at, so it may be there. */
  async assumeSeen(path: string, scanId: number): Promise<void> {
    // The character after "/" is "0": the range holds exactly the paths that begin with `path/`.
    await this.#catalogue
      .updateTable('files')
      .set({ seen_scan: scanId })
      .where((where) =>
        where.or([
          where('path', '=', path),
          where.and([where('path', '>', `${path}/`), where('path', '<', `${path}0`)]),
        ]),
      )
      .execute();
  }

  /** Marks what walk `scanId` did not see under `root` as missing and hides its videos. Returns the number of files. */
  async markUnseenMissing(root: string, scanId: number): Promise<number> {
    let count = 0;
    for (;;) {
      const gone = await this.#catalogue
        .selectFrom('files')
        .select('path')
        .where('root', '=', root)
        .where('seen_scan', '<', scanId)
        .where('state', '!=', 'missing')
        .limit(500)
        .execute();
      if (gone.length === 0) return count;
      await this.markMissing(gone.map((file) => file.path));
      count += gone.length;
    }
  }

  /** Marks the given paths (at most 1,000) as missing and hides the videos that have no other file. */
  async markMissing(paths: readonly string[]): Promise<void> {
    await this.#catalogue.transaction().execute(async (transaction) => {
      const gone = await transaction
        .updateTable('files')
        .set({ state: 'missing', error: null, ...noLease })
        .where('path', 'in', paths)
        .returning('hash')
        .execute();
      const hashes = gone.flatMap((file) => (file.hash === null ? [] : [file.hash]));
      await readRemainingCopies(transaction, hashes);
      await refreshPresence(transaction, hashes);
      await bumpCounter(transaction, 'library');
      await bumpCounter(transaction, 'terms');
    });
  }
}

/** The copy that named a video may be the one that went: what is left is read again to name it anew. */
async function readRemainingCopies(catalogue: Catalogue, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return;
  await catalogue
    .updateTable('files')
    .set({ state: 'pending', attempts: 0, ...noLease })
    .where('hash', 'in', hashes)
    .where('state', '=', 'ready')
    .execute();
}

interface KnownFile {
  readonly size_bytes: number;
  readonly mtime_ms: number;
  readonly state: string;
}

async function knownFiles(
  catalogue: Catalogue,
  files: readonly SeenFile[],
): Promise<ReadonlyMap<string, KnownFile>> {
  const paths = files.map((file) => file.path);
  const rows = await catalogue
    .selectFrom('files')
    .select(['path', 'size_bytes', 'mtime_ms', 'state'])
    .where('path', 'in', paths)
    .execute();
  return new Map(rows.map((row) => [row.path, row]));
}

/** A missing file that is back is read again: another content may have taken its name, size and time. */
function needsReading(row: KnownFile, file: SeenFile): boolean {
  return (
    row.size_bytes !== file.sizeBytes || row.mtime_ms !== file.mtimeMs || row.state === 'missing'
  );
}

async function insertPending(
  catalogue: Catalogue,
  scope: WalkScope,
  files: readonly SeenFile[],
): Promise<void> {
  const addedMs = Date.now();
  for (let start = 0; start < files.length; start += 500) {
    const rows = files.slice(start, start + 500).map((file) => ({
      path: file.path,
      root: scope.root,
      collection: scope.collection,
      size_bytes: file.sizeBytes,
      mtime_ms: file.mtimeMs,
      hash: null,
      full_hash: null,
      state: 'pending' as const,
      error: null,
      attempts: 0,
      seen_scan: scope.scanId,
      added_ms: addedMs,
      ...noLease,
    }));
    await catalogue.insertInto('files').values(rows).execute();
  }
}

async function markPending(catalogue: Catalogue, scope: WalkScope, file: SeenFile): Promise<void> {
  await catalogue
    .updateTable('files')
    .set({
      root: scope.root,
      collection: scope.collection,
      size_bytes: file.sizeBytes,
      mtime_ms: file.mtimeMs,
      full_hash: null,
      state: 'pending',
      error: null,
      attempts: 0,
      seen_scan: scope.scanId,
      ...noLease,
    })
    .where('path', '=', file.path)
    .execute();
}

async function touch(
  catalogue: Catalogue,
  scope: WalkScope,
  files: readonly SeenFile[],
): Promise<void> {
  if (files.length === 0) return;
  const paths = files.map((file) => file.path);
  await catalogue
    .updateTable('files')
    .set({ seen_scan: scope.scanId })
    .where('path', 'in', paths)
    .execute();
}
