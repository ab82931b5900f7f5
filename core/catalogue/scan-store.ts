// Runs of the indexer: asked for by people, the start and the watcher; done by whoever holds the scan's lease.

import type { Selectable } from 'kysely';
import type { ScanMode } from '../contract/dashboard.ts';
import { isClaimable, leaseOf, noLease } from './lease.ts';
import type { Catalogue } from './open-catalogue.ts';
import type { ScansTable } from './schema.ts';

export type Scan = Readonly<Selectable<ScansTable>>;

/** Who wants a scan of what. */
export interface ScanRequest {
  readonly requestedBy: Scan['requested_by'];
  readonly mode: ScanMode;
  readonly collection?: string | undefined;
  /** True lets the scan mark files as missing even when most of a folder vanished at once. */
  readonly acceptMissing?: boolean;
}

const open = ['queued', 'walking', 'indexing'] as const;

/** Scans by id; a later scan has a larger id. */
export class ScanStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /**
   * Asks for a scan and returns the scan that will do it: one that waits already and covers the request, or a new one.
   */
  async request(request: ScanRequest): Promise<Scan> {
    return await this.#catalogue.transaction().execute(async (transaction) => {
      const waiting = await transaction
        .selectFrom('scans')
        .selectAll()
        .where('state', '=', 'queued')
        .where('cancel_requested', '=', 0)
        .orderBy('id')
        .execute();
      const joined = waiting.find((scan) => covers(scan, request));
      if (joined !== undefined) return joined;
      return await transaction
        .insertInto('scans')
        .values({
          requested_by: request.requestedBy,
          mode: request.mode,
          collection: request.collection ?? null,
          state: 'queued',
          requested_ms: Date.now(),
          cancel_requested: 0,
          accept_missing: request.acceptMissing === true ? 1 : 0,
          found: 0,
          added: 0,
          changed: 0,
          missing: 0,
          ...noLease,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
    });
  }

  /** Takes the oldest scan that is not over and that nobody works on. One that was begun by a dead process starts again. */
  async claim(holder: string): Promise<Scan | undefined> {
    const nowMs = Date.now();
    return await this.#catalogue
      .updateTable('scans')
      .set({ state: 'walking', started_ms: nowMs, found: 0, missing: 0, ...leaseOf(holder, nowMs) })
      .where('id', '=', (query) =>
        query.selectFrom('scans').select('id').where('state', 'in', open).orderBy('id').limit(1),
      )
      .where(isClaimable(nowMs))
      .returningAll()
      .executeTakeFirst();
  }

  /** Stores counters or the state of a scan that the caller holds. */
  async update(
    id: number,
    columns: Partial<Pick<Scan, 'state' | 'found' | 'added' | 'changed' | 'missing'>>,
  ): Promise<void> {
    await this.#catalogue.updateTable('scans').set(columns).where('id', '=', id).execute();
  }

  /** Ends a scan. */
  async finish(
    id: number,
    end: { readonly state: 'done' | 'cancelled' | 'failed'; readonly error?: string },
  ): Promise<void> {
    await this.#catalogue
      .updateTable('scans')
      .set({ state: end.state, error: end.error ?? null, finished_ms: Date.now(), ...noLease })
      .where('id', '=', id)
      .execute();
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

/** Only a scan that waits can take in a request: one that runs may have passed the files that it is about. */
function covers(scan: Scan, request: ScanRequest): boolean {
  const isWider = scan.collection === null || scan.collection === (request.collection ?? null);
  const isAccepting = request.acceptMissing !== true || scan.accept_missing === 1;
  return isWider && isAccepting && strength[scan.mode] >= strength[request.mode];
}
