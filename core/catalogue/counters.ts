// Counters that only grow. A process that sees a new value knows that another one changed something.

import { sql } from 'kysely';
import type { Catalogue } from './open-catalogue.ts';
import type { CountersTable } from './schema.ts';

/** What can be noticed: `library` (what a search can answer), `terms`, `filters`, `previews`. */
export type CounterName = CountersTable['name'];

/** Adds 1 to a counter; call it in the transaction that makes the change. */
export async function bumpCounter(catalogue: Catalogue, name: CounterName): Promise<void> {
  await catalogue
    .insertInto('counters')
    .values({ name, value: 1 })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ value: sql<number>`counters.value + 1` }),
    )
    .execute();
}

/** All counters; one that was never bumped is 0. */
export async function readCounters(
  catalogue: Catalogue,
): Promise<Readonly<Record<CounterName, number>>> {
  const rows = await catalogue.selectFrom('counters').selectAll().execute();
  const values = { library: 0, terms: 0, filters: 0, previews: 0 };
  for (const { name, value } of rows) values[name] = value;
  return values;
}
