// Rows of videos that something damaged from outside: each is left out, noted and read again from its file, so that one bad
// row is in nobody's way.

import { sql } from 'kysely';
import { AppError } from '../errors.ts';
import type { Catalogue } from './open-catalogue.ts';
import { describeRemainingCopies } from './remaining-copies.ts';

/** A column of a video's row holds what Reeldex never writes there. */
export class DamagedVideoError extends AppError {
  constructor(column: string, cause: unknown) {
    super('damaged_video', `The catalogue's row of this video is damaged in "${column}".`, {
      cause,
    });
  }
}

/** Maps rows of videos by `read`. A damaged one is left out; see {@link noteDamage}. */
export async function readVideos<Row extends { readonly hash: string }, Result>(
  catalogue: Catalogue,
  rows: readonly Row[],
  read: (row: Row) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const row of rows) {
    try {
      results.push(read(row));
    } catch (error) {
      if (!(error instanceof DamagedVideoError)) throw error;
      await noteDamage(catalogue, row.hash, error.message);
    }
  }
  return results;
}

/** Counts the video as refused by the search index, with the reason, until its file was described anew. */
async function noteDamage(catalogue: Catalogue, hash: string, reason: string): Promise<void> {
  await catalogue
    .updateTable('videos')
    .set({ published_rev: sql<number>`rev`, publish_error: reason })
    .where('hash', '=', hash)
    .where(sql<boolean>`(published_rev < rev or publish_error is null)`)
    .execute();
  await describeRemainingCopies(catalogue, [hash]);
}
