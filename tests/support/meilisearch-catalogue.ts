// Fills a catalogue with videos for tests of publishing, past the scan that would have found them.

import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { toContentColumns, type Video } from '../../core/catalogue/video.ts';

/** Adds videos that were never published. */
export async function addVideos(catalogue: Catalogue, videos: readonly Video[]): Promise<void> {
  const rows = videos.map((video) => ({
    ...toContentColumns(video),
    is_present: video.isPresent ? 1 : 0,
    added_ms: video.addedMs,
    updated_ms: video.addedMs,
    rev: video.rev,
    published_rev: 0,
    publish_error: null,
  }));
  await catalogue.transaction().execute(async (transaction) => {
    for (let start = 0; start < rows.length; start += 500)
      await transaction
        .insertInto('videos')
        .values(rows.slice(start, start + 500))
        .execute();
  });
}

/** Changes a video as a scan would: its revision grows with it. */
export async function changeVideo(
  catalogue: Catalogue,
  hash: string,
  change: { readonly title?: string; readonly is_present?: 0 | 1 },
): Promise<void> {
  await catalogue
    .updateTable('videos')
    .set(({ eb }) => ({ ...change, rev: eb('rev', '+', 1) }))
    .where('hash', '=', hash)
    .execute();
}
