// Runs of the indexer: asked for by people, the start and the watcher; done by whoever holds the scan's lease.

import { sql, type Selectable } from 'kysely';
import type { ScanMode } from '../contract/dashboard.ts';
import { isInTreeOf } from './folder-tree.ts';
import { isClaimable, leaseOf, noLease, PARKED_MS, releaseLeases } from './lease.ts';
import type { Catalogue } from './open-catalogue.ts';
import type { ScansTable } from './schema.ts';

export type Scan = Readonly<Selectable<ScansTable>>;

/** Who wants a scan of what. */
export interface ScanRequest {
  readonly requestedBy: Scan['requested_by'];
  readonly mode: ScanMode;
  readonly collection?: string | undefined;
  /** Only this folder of a library, with what is below it. */
  readonly folder?: string | undefined;
  /** True lets the scan mark files as missing even when most of a folder vanished at once. */
  readonly acceptMissing?: boolean;
}

/** Of hourly scans, those of a month. */
const KEPT_SCANS = 750;

const open = ['queued', 'walking', 'indexing'] as const;

/** Scans by id; a later scan has a larger id. */
export class ScanStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /**
   * Asks for a scan and returns the scan that will do it: one that waits or runs already and covers the request, or a new
   * one. A running scan walks again before it ends: it may have passed the files that the request is about.
   */
  async request(request: ScanRequest): Promise<Scan> {
    return await this.#catalogue.transaction().execute(async (transaction) => {
      const unfinished = await transaction
        .selectFrom('scans')
        .selectAll()
        .where('state', 'in', open)
        .where('cancel_requested', '=', 0)
        .orderBy('id')
        .execute();
      const joined = unfinished.find((scan) => covers(scan, request));
      if (joined === undefined) return await insertScan(transaction, request);
      if (joined.state !== 'queued')
        await transaction
          .updateTable('scans')
          .set({ walk_again: 1 })
          .where('id', '=', joined.id)
          .execute();
      return joined;
    });
  }

  /** Takes the oldest scan that is not over and that nobody works on. One that was begun by a dead process starts again. */
  async claim(holder: string): Promise<Scan | undefined> {
    const nowMs = Date.now();
    const oldest = this.#catalogue
      .selectFrom('scans')
      .select('id')
      .where('state', 'in', open)
      .orderBy('id')
      .limit(1);
    // Even an update of nothing takes the lock for which all who write wait.
    if ((await oldest.executeTakeFirst()) === undefined) return undefined;
    // New files are counted once; a scan that goes through all of them again counts them again.
    const unlessRedone = (column: 'added' | 'changed') =>
      sql<number>`case when mode = 'new' then ${sql.ref(column)} else 0 end`;
    const scan = await this.#catalogue
      .updateTable('scans')
      .set({
        state: 'walking',
        started_ms: nowMs,
        found: 0,
        added: unlessRedone('added'),
        changed: unlessRedone('changed'),
        missing: 0,
        walk_again: 0,
        ...leaseOf(holder, nowMs),
      })
      .where('id', '=', oldest)
      .where(isClaimable(nowMs))
      .returningAll()
      .executeTakeFirst();
    if (scan !== undefined) await unpark(this.#catalogue);
    return scan;
  }

  /** Gives back the scan that `holder` works on, so that it begins again. */
  async release(holder: string): Promise<void> {
    await releaseLeases(this.#catalogue, 'scans', holder);
  }

  /** Stores counters or the state of a scan that the caller holds. */
  async update(
    id: number,
    columns: Partial<Pick<Scan, 'state' | 'found' | 'added' | 'changed' | 'missing'>>,
  ): Promise<void> {
    await this.#catalogue.updateTable('scans').set(columns).where('id', '=', id).execute();
  }

  /**
   * Ends a scan. Returns false, and lets it go on, when it was `done` and is asked for again. What a stopped scan found
   * and nobody has begun to read waits for the next scan. Scans of long ago are forgotten.
   */
  async finish(
    id: number,
    end: { readonly state: 'done' | 'cancelled' | 'failed'; readonly error?: string },
  ): Promise<boolean> {
    return await this.#catalogue.transaction().execute(async (transaction) => {
      if (end.state === 'done' && (await isWantedAgain(transaction, id))) return false;
      if (end.state === 'cancelled') await park(transaction);
      await transaction
        .updateTable('scans')
        .set({ state: end.state, error: end.error ?? null, finished_ms: Date.now(), ...noLease })
        .where('id', '=', id)
        .execute();
      await transaction
        .deleteFrom('scans')
        .where('id', '<=', id - KEPT_SCANS)
        .execute();
      return true;
    });
  }

  /** Asks every scan that is not over to stop. Returns how many. */
  async cancel(): Promise<number> {
    const result = await this.#catalogue
      .updateTable('scans')
      .set({ cancel_requested: 1 })
      .where('state', 'in', open)
      .executeTakeFirst();
    return Number(result.numUpdatedRows);
  }

  async find(id: number): Promise<Scan | undefined> {
    return await this.#catalogue
      .selectFrom('scans')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
  }

  /** The oldest scan that is not over, or else the last one; undefined before the first. */
  async current(): Promise<Scan | undefined> {
    const running = await this.#catalogue
      .selectFrom('scans')
      .selectAll()
      .where('state', 'in', open)
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    if (running !== undefined) return running;
    return await this.#catalogue
      .selectFrom('scans')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
  }
}

const strength = { new: 0, full: 1, rehash: 2 } as const satisfies Record<ScanMode, number>;

function covers(scan: Scan, request: ScanRequest): boolean {
  const isAccepting = request.acceptMissing !== true || scan.accept_missing === 1;
  return isAccepting && isWider(scan, request) && strength[scan.mode] >= strength[request.mode];
}

function isWider(scan: Scan, { collection, folder }: ScanRequest): boolean {
  if (scan.folder !== null) return folder !== undefined && isInTreeOf(scan.folder, folder);
  return scan.collection === null || scan.collection === collection;
}

async function insertScan(catalogue: Catalogue, request: ScanRequest): Promise<Scan> {
  return await catalogue
    .insertInto('scans')
    .values({
      requested_by: request.requestedBy,
      mode: request.mode,
      collection: request.collection ?? null,
      folder: request.folder ?? null,
      state: 'queued',
      requested_ms: Date.now(),
      cancel_requested: 0,
      walk_again: 0,
      accept_missing: request.acceptMissing === true ? 1 : 0,
      found: 0,
      added: 0,
      changed: 0,
      missing: 0,
      ...noLease,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Strikes the wish off that it tells of. */
async function isWantedAgain(catalogue: Catalogue, id: number): Promise<boolean> {
  const row = await catalogue
    .updateTable('scans')
    .set({ walk_again: 0 })
    .where('id', '=', id)
    .where('walk_again', '=', 1)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

async function park(catalogue: Catalogue): Promise<void> {
  await catalogue
    .updateTable('files')
    .set({ claimed_until_ms: PARKED_MS })
    .where('state', '=', 'pending')
    .where('claimed_by', 'is', null)
    .execute();
}

async function unpark(catalogue: Catalogue): Promise<void> {
  await catalogue
    .updateTable('files')
    .set({ claimed_until_ms: null })
    .where('state', '=', 'pending')
    .where('claimed_until_ms', '=', PARKED_MS)
    .execute();
}
