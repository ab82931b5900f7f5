// The indexer's work on files: claim pending ones, then store what was learnt of each, or why it failed.

import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { PreviewKind } from '../contract/video.ts';
import { bumpCounter } from './counters.ts';
import { settleReplacements } from './hand-over.ts';
import { SETTLE_MS } from './folder-store.ts';
import { isClaimable, leaseOf, noLease, PARKED_MS, releaseLeases } from './lease.ts';
import type { Catalogue } from './open-catalogue.ts';
import { refreshPresence } from './presence.ts';
import { saveFile, type IndexedFile } from './save-file.ts';
import type { FilesTable } from './schema.ts';

/** A pending file that the caller holds by a lease. */
export interface ClaimedFile {
  readonly path: string;
  readonly root: string;
  readonly collection: string;
  /** Size and time as the last look at its folder saw them. */
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  /** The fingerprint of its sidecars at that look; 0 where there was none. */
  readonly companions: number;
  /** The content that was identified here last. */
  readonly hash: string | null;
  readonly fullHash: string | null;
  readonly todo: FilesTable['todo'];
  readonly attempts: number;
}

/** Why a file could not be read. */
export interface FileFailure {
  readonly error: string;
  /** How often it was tried; 0 when it could not even be tried, see `FailedFileStore.retryUntried`. */
  readonly attempts: number;
  /** Undefined when it is not tried again by itself. */
  readonly retryAfterMs: number | undefined;
}

/** Another file that has a short hash, as far as is known. */
export interface HashHolder {
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  /** Undefined when it is not known, or may not be true any more. */
  readonly fullHash: string | undefined;
  /**
   * `known`: what the catalogue says of its content holds; `waiting`: it is to be identified anew, and may hold another
   * content by now; `gone`: a look at its folder did not find it; `missing`: nor is it shown any more.
   */
  readonly standing: 'known' | 'waiting' | 'gone' | 'missing';
}

/** Files that wait to be read or are being read, but for those that cannot be now: gone, or on a drive that is not there. */
export interface PendingCounts {
  readonly pending: number;
  /** Those of them that change too quickly to be read: they are perhaps being copied. */
  readonly unsettled: number;
  /** Those of them that wait for the next scan, because a person stopped the last one. */
  readonly parked: number;
}

/** The durable queue of files, and the only writer of videos. */
export class IndexingStore {
  readonly #catalogue: Catalogue;
  readonly #automaticPreviews: readonly PreviewKind[];

  /** @param automaticPreviews kinds that are made of each video before anybody asks for them */
  constructor(catalogue: Catalogue, automaticPreviews: readonly PreviewKind[] = ['poster']) {
    this.#catalogue = catalogue;
    this.#automaticPreviews = automaticPreviews;
  }

  /** Takes up to `limit` pending files that are within reach for `holder`, in one atomic statement. */
  async claim(holder: string, limit: number): Promise<readonly ClaimedFile[]> {
    const nowMs = Date.now();
    const claimable = this.#catalogue
      .selectFrom('files')
      .select('path')
      .where('state', '=', 'pending')
      .where(isClaimable(nowMs))
      .where(isWithinReach);
    // Even an update of nothing takes the lock for which all who write wait.
    if ((await claimable.limit(1).executeTakeFirst()) === undefined) return [];
    const rows = await this.#catalogue
      .updateTable('files')
      .set(leaseOf(holder, nowMs))
      .where('path', 'in', claimable.limit(limit))
      .returning(claimedColumns)
      .execute();
    return rows.map(toClaimedFile);
  }

  /**
   * The other files that have, or had, this short hash: duplicates or collisions of what is being identified. Of those
   * that are missing only the ones whose whole hash is known: they keep it from being given to another content.
   */
  async holdersOf(hash: string, exceptPath: string): Promise<readonly HashHolder[]> {
    const rows = await this.#catalogue
      .selectFrom('files')
      .select(['path', 'size_bytes', 'mtime_ms', 'full_hash', 'state', 'todo', 'gone_ms'])
      .where('hash', '=', hash)
      .where((where) =>
        where.or([
          where('state', 'in', ['ready', 'pending']),
          where.and([where('state', '=', 'missing'), where('full_hash', 'is not', null)]),
        ]),
      )
      .where('path', '!=', exceptPath)
      .execute();
    return rows.map((row) => ({
      path: row.path,
      sizeBytes: row.size_bytes,
      mtimeMs: row.mtime_ms,
      fullHash: isToBeIdentified(row) ? undefined : (row.full_hash ?? undefined),
      standing: standingOf(row),
    }));
  }

  /** Remembers the whole-file hash of a file that is identified, so that it is read once. */
  async saveFullHash(path: string, fullHash: string): Promise<void> {
    await this.#catalogue
      .updateTable('files')
      .set({ full_hash: fullHash })
      .where('path', '=', path)
      .where('state', '=', 'ready')
      .execute();
  }

  /**
   * Stores a batch in one transaction. A file that `holder` lost meanwhile is left alone. A file whose short hash another
   * ready file got meanwhile, without their whole contents having been compared, goes back to the queue.
   */
  async save(holder: string, batch: readonly IndexedFile[]): Promise<void> {
    const options = { holder, automaticPreviews: this.#automaticPreviews };
    await this.#catalogue.transaction().execute(async (transaction) => {
      for (const file of batch) await saveFile(transaction, file, options);
      await bumpCounter(transaction, 'library');
      await bumpCounter(transaction, 'terms');
    });
  }

  /** Hands over what people did with replaced contents; not while a walk may yet find one of them at another place. */
  async settleReplacements(): Promise<void> {
    const waiting = await this.#catalogue
      .selectFrom('replacements')
      .select('id')
      .executeTakeFirst();
    if (waiting !== undefined) await this.#catalogue.transaction().execute(settleReplacements);
  }

  /** Records why a file could not be read. */
  async fail(holder: string, path: string, failure: FileFailure): Promise<void> {
    const { error, attempts, retryAfterMs } = failure;
    await this.#catalogue.transaction().execute(async (transaction) => {
      const row = await transaction
        .updateTable('files')
        .set({
          state: retryAfterMs === undefined ? 'failed' : 'pending',
          error,
          attempts,
          claimed_by: null,
          claimed_until_ms: retryAfterMs === undefined ? null : Date.now() + retryAfterMs,
        })
        .where('path', '=', path)
        .where('claimed_by', '=', holder)
        .returning('hash')
        .executeTakeFirst();
      if (row?.hash !== undefined && row.hash !== null)
        await refreshPresence(transaction, [row.hash]);
    });
  }

  /** Puts a file back into the queue that is not what it was when it was identified. */
  async identifyAgain(path: string): Promise<void> {
    await this.#catalogue
      .updateTable('files')
      .set({ state: 'pending', todo: 'identify', full_hash: null, attempts: 0, ...noLease })
      .where('path', '=', path)
      .where('state', '=', 'ready')
      .execute();
  }

  /** Gives a file back that changes while it is read; it is read when it has stood still, and this is no failure. */
  async defer(holder: string, path: string): Promise<void> {
    await this.#catalogue
      .updateTable('files')
      .set({ claimed_by: null, claimed_until_ms: Date.now() + SETTLE_MS })
      .where('path', '=', path)
      .where('claimed_by', '=', holder)
      .execute();
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

  /** Gives back all files that `holder` has. */
  async releaseAll(holder: string): Promise<void> {
    await releaseLeases(this.#catalogue, 'files', holder);
  }

  /** How much there is to read. */
  async pendingCounts(): Promise<PendingCounts> {
    const nowMs = Date.now();
    const until = (condition: RawBuilder<boolean>) =>
      sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`;
    // A lease that somebody holds ends much later: it is renewed all the time.
    const isUnsettled = sql<boolean>`claimed_until_ms > ${nowMs} and claimed_until_ms <= ${nowMs + SETTLE_MS}`;
    return await this.#catalogue
      .selectFrom('files')
      .select(({ fn }) => [
        fn.countAll<number>().as('pending'),
        until(isUnsettled).as('unsettled'),
        until(sql<boolean>`claimed_until_ms = ${PARKED_MS}`).as('parked'),
      ])
      .where('state', '=', 'pending')
      .$if(await this.#isSomeBeyondReach(), (query) => query.where(isWithinReach))
      .executeTakeFirstOrThrow();
  }

  /** Seldom so; else an index alone can count what is pending, in a third of the time. */
  async #isSomeBeyondReach(): Promise<boolean> {
    const gone = await this.#catalogue
      .selectFrom('files')
      .select('root')
      .where('gone_ms', 'is not', null)
      .limit(1)
      .executeTakeFirst();
    const offline = await this.#catalogue
      .selectFrom('libraries')
      .select('path')
      .where('state', '=', 'offline')
      .limit(1)
      .executeTakeFirst();
    return gone !== undefined || offline !== undefined;
  }
}

/** Looks find it where it lies, as far as is known, and its library is there. */
const isWithinReach = sql<boolean>`gone_ms is null and root not in (
  select path from libraries where state = 'offline'
)`;

type Standing = Pick<Selectable<FilesTable>, 'state' | 'todo' | 'gone_ms'>;

function isToBeIdentified({ state, todo }: Standing): boolean {
  return state === 'pending' && todo === 'identify';
}

function standingOf(row: Standing): HashHolder['standing'] {
  if (row.state === 'missing') return 'missing';
  if (row.gone_ms !== null) return 'gone';
  return isToBeIdentified(row) ? 'waiting' : 'known';
}

const claimedColumns = [
  'path',
  'root',
  'collection',
  'size_bytes',
  'mtime_ms',
  'companions',
  'hash',
  'full_hash',
  'todo',
  'attempts',
] as const;

function toClaimedFile(
  row: Pick<Selectable<FilesTable>, (typeof claimedColumns)[number]>,
): ClaimedFile {
  const { path, root, collection, companions, hash, todo, attempts } = row;
  return {
    path,
    root,
    collection,
    sizeBytes: row.size_bytes,
    mtimeMs: row.mtime_ms,
    companions,
    hash,
    fullHash: row.full_hash,
    todo,
    attempts,
  };
}
