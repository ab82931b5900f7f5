// A path whose content was replaced (an edited tag, a remux) stays the same video to a person: what they did moves along.

import type { Catalogue } from './open-catalogue.ts';

/**
 * Moves favourite, history, progress and the added date from one content to another, unless the old content still lies
 * somewhere else. What the new content has already is kept.
 */
export async function handOver(
  catalogue: Catalogue,
  hashes: { readonly from: string; readonly to: string },
): Promise<void> {
  const { from, to } = hashes;
  const elsewhere = await catalogue
    .selectFrom('files')
    .select('path')
    .where('hash', '=', from)
    .where('state', 'in', ['ready', 'pending'])
    .executeTakeFirst();
  if (elsewhere !== undefined) return;
  for (const table of ['favourites', 'progress'] as const) {
    await catalogue
      .updateTable(table)
      .set({ hash: to })
      .where('hash', '=', from)
      .where((eb) => eb.not(eb.exists(eb.selectFrom(table).select('hash').where('hash', '=', to))))
      .execute();
    await catalogue.deleteFrom(table).where('hash', '=', from).execute();
  }
  await catalogue.updateTable('views').set({ hash: to }).where('hash', '=', from).execute();
  await keepAddedDate(catalogue, hashes);
}

async function keepAddedDate(
  catalogue: Catalogue,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const old = await catalogue
    .selectFrom('videos')
    .select('added_ms')
    .where('hash', '=', from)
    .executeTakeFirst();
  if (old === undefined) return;
  await catalogue
    .updateTable('videos')
    .set({ added_ms: old.added_ms })
    .where('hash', '=', to)
    .where('added_ms', '>', old.added_ms)
    .execute();
}
