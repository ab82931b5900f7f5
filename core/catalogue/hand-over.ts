// A path whose content was replaced (an edited tag, a remux) stays the same video to a person: what they did moves along.

import { sql } from 'kysely';
import { bumpCounter } from './counters.ts';
import type { Catalogue } from './open-catalogue.ts';
import { queueAgain, unqueuePreviews } from './preview-queue.ts';
import { touchVideo } from './touch-video.ts';

/** One content in the place of another. */
interface Replacement {
  readonly from: string;
  readonly to: string;
}

/** Notes that a path holds another content than before; {@link settleReplacements} does what follows. */
export async function noteReplacement(
  catalogue: Catalogue,
  { from, to }: Replacement,
): Promise<void> {
  await catalogue.insertInto('replacements').values({ from_hash: from, to_hash: to }).execute();
}

/**
 * Moves favourite, history, progress, chosen poster and the added date from each replaced content to the one in its place, unless the
 * old content still lies somewhere else. While a file waits to be read that may be the old content, moved, the
 * replacement waits, too: of two files that swap their names, each keeps what is its own.
 */
export async function settleReplacements(catalogue: Catalogue): Promise<void> {
  const settled = await catalogue
    .selectFrom('replacements')
    .select(['id', 'from_hash as from', 'to_hash as to'])
    .where(mayNotMove)
    .orderBy('id')
    .execute();
  for (const { id, ...replacement } of settled) {
    await catalogue.deleteFrom('replacements').where('id', '=', id).execute();
    if (!(await isElsewhere(catalogue, replacement.from))) await handOver(catalogue, replacement);
  }
  if (settled.length > 0) await bumpCounter(catalogue, 'library');
}

const mayNotMove = sql<boolean>`not exists (
  select 1 from files where state = 'pending' and gone_ms is null
    and size_bytes = (select size_bytes from videos where hash = replacements.from_hash)
) and not exists (
  select 1 from files where state = 'pending' and gone_ms is null and hash = replacements.from_hash
)`;

async function isElsewhere(catalogue: Catalogue, hash: string): Promise<boolean> {
  const file = await catalogue
    .selectFrom('files')
    .select('path')
    .where('hash', '=', hash)
    .where('state', '=', 'ready')
    .where('gone_ms', 'is', null)
    .executeTakeFirst();
  return file !== undefined;
}

/** What the new content has already is kept. */
async function handOver(catalogue: Catalogue, { from, to }: Replacement): Promise<void> {
  for (const table of ['favourites', 'progress', 'poster_choices'] as const) {
    const { numUpdatedRows } = await catalogue
      .updateTable(table)
      .set({ hash: to })
      .where('hash', '=', from)
      .where((eb) => eb.not(eb.exists(eb.selectFrom(table).select('hash').where('hash', '=', to))))
      .executeTakeFirst();
    await catalogue.deleteFrom(table).where('hash', '=', from).execute();
    if (table === 'poster_choices' && numUpdatedRows > 0n)
      await queueAgain(catalogue, { hash: to, kind: 'poster', priority: 'recent' });
  }
  await catalogue.updateTable('views').set({ hash: to }).where('hash', '=', from).execute();
  await keepAddedDate(catalogue, { from, to });
  // A file that grows while it is copied is another content at each look: nothing of these is there to be shown.
  await unqueuePreviews(catalogue, [from]);
  for (const hash of [from, to]) await touchVideo(catalogue, hash);
}

async function keepAddedDate(catalogue: Catalogue, { from, to }: Replacement): Promise<void> {
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
