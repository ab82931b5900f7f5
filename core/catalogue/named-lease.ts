// A lease on a task of which there is one: only its holder may do it. Rows have leases of their own: `lease.ts`.

import { sql } from 'kysely';
import { isClaimable, leaseOf, noLease } from './lease.ts';
import type { Catalogue } from './open-catalogue.ts';
import type { LeasesTable } from './schema.ts';
import { writeUnsynced } from './write-unsynced.ts';

/** One process's hold on one task. */
export class NamedLease {
  readonly #catalogue: Catalogue;
  readonly #name: LeasesTable['name'];
  readonly #holder: string;

  constructor(catalogue: Catalogue, name: LeasesTable['name'], holder: string) {
    this.#catalogue = catalogue;
    this.#name = name;
    this.#holder = holder;
  }

  /** Takes the lease, or renews it: at least every third of `LEASE_MS`. False while another process holds it. */
  async take(): Promise<boolean> {
    const nowMs = Date.now();
    const lease = leaseOf(this.#holder, nowMs);
    return await writeUnsynced(this.#catalogue, async (catalogue) => {
      await catalogue
        .insertInto('leases')
        .values({ name: this.#name, ...noLease })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
      const taken = await catalogue
        .updateTable('leases')
        .set(lease)
        .where('name', '=', this.#name)
        .where(sql<boolean>`(claimed_by = ${this.#holder} or ${isClaimable(nowMs)})`)
        .returning('name')
        .executeTakeFirst();
      return taken !== undefined;
    });
  }

  /** Lets the next one have it at once. */
  async release(): Promise<void> {
    await this.#catalogue
      .updateTable('leases')
      .set(noLease)
      .where('name', '=', this.#name)
      .where('claimed_by', '=', this.#holder)
      .execute();
  }
}
