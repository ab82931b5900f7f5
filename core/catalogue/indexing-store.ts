// The indexer's work on files: claim pending ones, then store what was learnt of each, or why it failed.

import { sql } from 'kysely';
import { bumpCounter } from './counters.ts';
import { handOver } from './hand-over.ts';
import { isClaimable, leaseOf, noLease } from './lease.ts';
import type { Catalogue } from './open-catalogue.ts';
import { refreshPresence } from './presence.ts';
import { queuePreview, requeueFailed } from './preview-queue.ts';
import { toContentColumns, type VideoContent } from './video.ts';

/** A pending file that the caller holds by a lease. */
export interface ClaimedFile {
  readonly path: string;
  readonly root: string;
  readonly collection: string;
  readonly attempts: number;
}

/** Everything learnt of one claimed file. */
export interface IndexedFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  /** SHA-256 of the whole file, known only when another file has the same short hash. */
  readonly fullHash: string | undefined;
  readonly video: VideoContent;
  readonly terms: { readonly tokenizerVersion: number; readonly terms: string };
}

/** Why a file could not be read. */
export interface FileFailure {
  readonly error: string;
  readonly isFinal: boolean;
  readonly retryAfterMs: number;
}

/** Another file that has, or had, a short hash. */
export interface HashHolder {
  readonly path: string;
  readonly fullHash: string | null;
}

/** The durable queue of files, and the only writer of videos. */
export class IndexingStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Takes up to `limit` pending files for `holder`, in one atomic statement. */
  async claim(holder: string, limit: number): Promise<readonly ClaimedFile[]> {
    const nowMs = Date.now();
    return await this.#catalogue
      .updateTable('files')
      .set(leaseOf(holder, nowMs))
      .where('path', 'in', (query) =>
        query
          .selectFrom('files')
          .select('path')
          .where('state', '=', 'pending')
          .where(isClaimable(nowMs))
          .limit(limit),
      )
      .returning(['path', 'root', 'collection', 'attempts'])
      .execute();
  }

  /** The other files that have this short hash now: duplicates or collisions of what is being identified. */
  async holdersOf(hash: string, exceptPath: string): Promise<readonly HashHolder[]> {
    const rows = await this.#catalogue
      .selectFrom('files')
      .select(['path', 'full_hash'])
      .where('hash', '=', hash)
      .where('state', '=', 'ready')
      .where('path', '!=', exceptPath)
      .execute();
    return rows.map((row) => ({ path: row.path, fullHash: row.full_hash }));
  }

  /** Remembers the whole-file hash of a file, so that it is read once. */
  async saveFullHash(path: string, fullHash: string): Promise<void> {
    await this.#catalogue
      .updateTable('files')
      .set({ full_hash: fullHash })
      .where('path', '=', path)
      .execute();
  }

  /**
   * Stores a batch in one transaction. A file that `holder` lost meanwhile is left alone. A file whose short hash another
   * ready file got meanwhile, without their whole contents having been compared, goes back to the queue.
   */
  async save(holder: string, batch: readonly IndexedFile[]): Promise<void> {
    await this.#catalogue.transaction().execute(async (transaction) => {
      for (const file of batch) await saveFile(transaction, holder, file);
      await bumpCounter(transaction, 'library');
      await bumpCounter(transaction, 'terms');
    });
  }

  /** Records why a file could not be read. Unless `isFinal`, it is tried again, not before `retryAfterMs`. */
  async fail(holder: string, path: string, failure: FileFailure): Promise<void> {
    await this.#catalogue.transaction().execute(async (transaction) => {
      const row = await transaction
        .updateTable('files')
        .set({
          state: failure.isFinal ? 'failed' : 'pending',
          error: failure.error,
          attempts: sql<number>`attempts + 1`,
          claimed_by: null,
          claimed_until_ms: failure.isFinal ? null : Date.now() + failure.retryAfterMs,
        })
        .where('path', '=', path)
        .where('claimed_by', '=', holder)
        .returning('hash')
        .executeTakeFirst();
      if (row?.hash !== undefined && row.hash !== null)
        await refreshPresence(transaction, [row.hash]);
    });
  }

  /** Gives files back unread, for example because the program is stopping. */
  async release(holder: string, paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    await this.#catalogue
      .updateTable('files')
      .set(noLease)
      .where('claimed_by', '=', holder)
      .where('path', 'in', paths)
      .execute();
  }

  /** Files that still wait to be read or are being read. */
  async countPending(): Promise<number> {
    const row = await this.#catalogue
      .selectFrom('files')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('state', '=', 'pending')
      .executeTakeFirstOrThrow();
    return row.count;
  }

  /** Puts every failed file back into the queue. Returns how many. */
  async retryFailed(): Promise<number> {
    const result = await this.#catalogue
      .updateTable('files')
      .set({ state: 'pending', attempts: 0, error: null, ...noLease })
      .where('state', '=', 'failed')
      .executeTakeFirst();
    return Number(result.numUpdatedRows);
  }

  /** Files that could not be read, by path. */
  async failures(page: { readonly offset: number; readonly limit: number }) {
    const rows = await this.#catalogue
      .selectFrom('files')
      .select(['path', 'error', 'attempts'])
      .where('state', '=', 'failed')
      .orderBy('path')
      .limit(page.limit)
      .offset(page.offset)
      .execute();
    return rows.map((row) => ({ path: row.path, error: row.error ?? '', attempts: row.attempts }));
  }
}

async function saveFile(catalogue: Catalogue, holder: string, file: IndexedFile): Promise<void> {
  const row = await catalogue
    .selectFrom('files')
    .select(['hash', 'added_ms'])
    .where('path', '=', file.path)
    .where('claimed_by', '=', holder)
    .executeTakeFirst();
  if (row === undefined) return;
  if (await isContested(catalogue, file)) {
    await catalogue.updateTable('files').set(noLease).where('path', '=', file.path).execute();
    return;
  }
  const { hash } = file.video;
  await catalogue
    .updateTable('files')
    .set({
      hash,
      full_hash: file.fullHash ?? null,
      size_bytes: file.sizeBytes,
      mtime_ms: file.mtimeMs,
      state: 'ready',
      error: null,
      attempts: 0,
      ...noLease,
    })
    .where('path', '=', file.path)
    .execute();
  if (await isFirstCopy(catalogue, file)) {
    await saveVideo(catalogue, file.video, row.added_ms);
    await saveTerms(catalogue, hash, file.terms);
  }
  await queuePreview(catalogue, { hash, kind: 'poster', priority: 'recent' });
  await requeueFailed(catalogue, hash);
  if (row.hash !== null && row.hash !== hash) {
    await handOver(catalogue, { from: row.hash, to: hash });
    await refreshPresence(catalogue, [row.hash]);
  }
  await refreshPresence(catalogue, [hash]);
}

async function isContested(catalogue: Catalogue, file: IndexedFile): Promise<boolean> {
  const others = await catalogue
    .selectFrom('files')
    .select('full_hash')
    .where('hash', '=', file.video.hash)
    .where('state', '=', 'ready')
    .where('path', '!=', file.path)
    .execute();
  return others.some((other) => other.full_hash === null || other.full_hash !== file.fullHash);
}

/** Of several copies the first by path names the video, in whichever order they were read. */
async function isFirstCopy(catalogue: Catalogue, file: IndexedFile): Promise<boolean> {
  const earlier = await catalogue
    .selectFrom('files')
    .select('path')
    .where('hash', '=', file.video.hash)
    .where('state', '=', 'ready')
    .where('path', '<', file.path)
    .executeTakeFirst();
  return earlier === undefined;
}

async function saveVideo(
  catalogue: Catalogue,
  video: VideoContent,
  addedMs: number,
): Promise<void> {
  const columns = toContentColumns(video);
  const nowMs = Date.now();
  await catalogue
    .insertInto('videos')
    .values({
      ...columns,
      is_present: 0,
      added_ms: addedMs,
      updated_ms: nowMs,
      rev: 1,
      published_rev: 0,
      publish_error: null,
    })
    .onConflict((conflict) =>
      conflict
        .column('hash')
        .doUpdateSet({ ...columns, updated_ms: nowMs, rev: sql<number>`videos.rev + 1` }),
    )
    .execute();
}

async function saveTerms(
  catalogue: Catalogue,
  hash: string,
  terms: IndexedFile['terms'],
): Promise<void> {
  const columns = { tokenizer_version: terms.tokenizerVersion, terms: terms.terms };
  await catalogue
    .insertInto('video_terms')
    .values({ hash, ...columns })
    .onConflict((conflict) => conflict.column('hash').doUpdateSet(columns))
    .execute();
}
