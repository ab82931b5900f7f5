// Keeps `videos.is_present` true to the files: a video is there while one of its files is.

import { sql } from 'kysely';
import type { Catalogue } from './open-catalogue.ts';

/**
 * Sets `is_present` of the given videos from their files and puts those that changed into the outbox. A file that is
 * `pending` because it changed still counts: its video stays visible until the new content is known.
 */
export async function refreshPresence(
  catalogue: Catalogue,
  hashes: readonly string[],
): Promise<void> {
  if (hashes.length === 0) return;
  const isPresent = sql<number>`exists (
    select 1 from files where files.hash = videos.hash and files.state in ('ready', 'pending')
  )`;
  await catalogue
    .updateTable('videos')
    .set({ is_present: isPresent, rev: sql<number>`rev + 1`, updated_ms: Date.now() })
    .where('hash', 'in', [...new Set(hashes)])
    .where(sql<boolean>`is_present <> ${isPresent}`)
    .execute();
}
