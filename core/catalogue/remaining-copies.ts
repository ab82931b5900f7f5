// What follows for the copies of a video when one of them is not there any more.

import { noLease } from './lease.ts';
import type { Catalogue } from './open-catalogue.ts';

/** Has the other files of contents described again that lost one: it may be the one that named the video. */
export async function describeRemainingCopies(
  catalogue: Catalogue,
  hashes: readonly string[],
): Promise<void> {
  if (hashes.length === 0) return;
  await catalogue
    .updateTable('files')
    .set({ state: 'pending', todo: 'describe', attempts: 0, ...noLease })
    .where('hash', 'in', hashes)
    .where('state', '=', 'ready')
    .execute();
}
