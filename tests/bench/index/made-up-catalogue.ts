// A catalogue full of made-up videos, as a scan would have left it.

import { join } from 'node:path';
import type { Catalogue } from '../../../core/catalogue/open-catalogue.ts';
import { openCatalogue } from '../../../core/catalogue/open-catalogue.ts';
import { toContentColumns } from '../../../core/catalogue/video.ts';
import { madeUpVideo } from '../../support/made-up-video.ts';
import { makeUpVideos, type MadeUpVideo } from '../made-up-videos.ts';

/** SQLite takes 32,766 parameters in a statement; a row has 36. */
const ROWS_AT_ONCE = 500;

/** What a row says of its video, and nothing of files. */
function toRow({ hash, title = '', performers, studio, tags }: MadeUpVideo, addedMs: number) {
  const content = madeUpVideo({
    hash,
    title,
    performers,
    studio,
    tags,
    pathWords: title.split(' '),
  });
  const own = { added_ms: addedMs, updated_ms: addedMs, publish_error: null };
  return { ...toContentColumns(content), ...own, is_present: 1, rev: 1, published_rev: 0 };
}

/** Opens a new catalogue in `folder` with `count` videos, none of them published. The caller destroys it. */
export async function openMadeUpCatalogue(folder: string, count: number): Promise<Catalogue> {
  const catalogue = await openCatalogue(join(folder, 'catalogue.db'));
  let rows: ReturnType<typeof toRow>[] = [];
  await catalogue.transaction().execute(async (transaction) => {
    const insert = async () => {
      await transaction
        .insertInto('videos')
        .values(rows)
        .onConflict((c) => c.doNothing())
        .execute();
      rows = [];
    };
    for (const video of makeUpVideos(count)) {
      rows.push(toRow(video, 1_700_000_000_000));
      if (rows.length === ROWS_AT_ONCE) await insert();
    }
    if (rows.length > 0) await insert();
  });
  return catalogue;
}
