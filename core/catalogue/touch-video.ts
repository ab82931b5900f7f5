// Puts a video into the outbox because something beside its own row changed.

import { sql } from 'kysely';
import type { Catalogue } from './open-catalogue.ts';

/** Adds 1 to the revision of a video, so that its search document is sent anew. */
export async function touchVideo(catalogue: Catalogue, hash: string): Promise<void> {
  await catalogue
    .updateTable('videos')
    .set({ rev: sql<number>`rev + 1` })
    .where('hash', '=', hash)
    .execute();
}
