// Leases: which process works on a row, and until when. Used alike for files, previews and scans.

import { sql, type RawBuilder } from 'kysely';
import type { Catalogue } from './open-catalogue.ts';

/** How long a claim holds unless it is renewed; what a dead process held is free again after this. */
export const LEASE_MS = 30_000;

/** Columns of a row that `holder` takes at `nowMs`. */
export function leaseOf(holder: string, nowMs: number) {
  return { claimed_by: holder, claimed_until_ms: nowMs + LEASE_MS } as const;
}

/** In `claimed_until_ms`, without a holder: nobody may claim the row until somebody takes this away. */
export const PARKED_MS = Number.MAX_SAFE_INTEGER;

/** Columns of a row that nobody works on. */
export const noLease = { claimed_by: null, claimed_until_ms: null } as const;

/** SQL condition: nobody holds the row, or the holder let the lease run out. */
export function isClaimable(nowMs: number): RawBuilder<boolean> {
  return sql<boolean>`(claimed_until_ms is null or claimed_until_ms < ${nowMs})`;
}

type LeasedTable = 'files' | 'previews' | 'scans';

/** Prolongs everything in `table` that `holder` has; call it at least every third of {@link LEASE_MS}. */
export async function renewLeases(
  catalogue: Catalogue,
  table: LeasedTable,
  holder: string,
): Promise<void> {
  await catalogue
    .updateTable(table)
    .set({ claimed_until_ms: Date.now() + LEASE_MS })
    .where('claimed_by', '=', holder)
    .execute();
}

/** Gives back everything that `holder` has: on a clean stop, and at the start for what its predecessor left. */
export async function releaseLeases(
  catalogue: Catalogue,
  table: LeasedTable,
  holder: string,
): Promise<void> {
  await catalogue.updateTable(table).set(noLease).where('claimed_by', '=', holder).execute();
}
