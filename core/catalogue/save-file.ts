// Stores what was learnt of one file: who it is, the video that it holds, and what follows for copies and previews.

import { sql } from 'kysely';
import type { PreviewKind } from '../contract/video.ts';
import { noteReplacement } from './hand-over.ts';
import { noLease } from './lease.ts';
import type { Catalogue } from './open-catalogue.ts';
import { refreshPresence } from './presence.ts';
import { queuePreview, requeueFailed } from './preview-queue.ts';
import { describeRemainingCopies } from './remaining-copies.ts';
import { toContentColumns, type VideoContent } from './video.ts';

/** Everything learnt of one claimed file. */
export interface IndexedFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  /** SHA-256 of the whole file, known only when another file has the same short hash. */
  readonly fullHash: string | undefined;
  readonly video: VideoContent;
  readonly terms: { readonly tokenizerVersion: number; readonly terms: string };
}

interface SaveOptions {
  readonly holder: string;
  /** Kinds of preview that are made before anybody asks for them. */
  readonly automaticPreviews: readonly PreviewKind[];
}

/**
 * Stores a file that `holder` has claimed; one that it lost meanwhile is left alone, and one that is contested goes back
 * to the queue. Call it in a transaction.
 */
export async function saveFile(
  catalogue: Catalogue,
  file: IndexedFile,
  { holder, automaticPreviews }: SaveOptions,
): Promise<void> {
  const row = await catalogue
    .selectFrom('files')
    .select(['hash', 'added_ms'])
    .where('path', '=', file.path)
    .where('claimed_by', '=', holder)
    .executeTakeFirst();
  if (row === undefined) return;
  if (await isContested(catalogue, file)) {
    await catalogue
      .updateTable('files')
      .set({ todo: 'identify', ...noLease })
      .where('path', '=', file.path)
      .execute();
    return;
  }
  const { hash } = file.video;
  await catalogue
    .updateTable('files')
    .set({
      hash,
      full_hash: file.fullHash ?? null,
      size_bytes: file.sizeBytes,
      mtime_ms: file.mtimeMs,
      state: 'ready',
      error: null,
      attempts: 0,
      ...noLease,
    })
    .where('path', '=', file.path)
    .execute();
  if (await isFirstCopy(catalogue, file)) {
    await saveVideo(catalogue, file.video, row.added_ms);
    await saveTerms(catalogue, hash, file.terms);
  }
  for (const kind of automaticPreviews)
    await queuePreview(catalogue, {
      hash,
      kind,
      priority: kind === 'poster' ? 'recent' : 'backlog',
    });
  await requeueFailed(catalogue, hash);
  if (row.hash !== null && row.hash !== hash) {
    await noteReplacement(catalogue, { from: row.hash, to: hash });
    await describeRemainingCopies(catalogue, [row.hash]);
    await refreshPresence(catalogue, [row.hash]);
  }
  await refreshPresence(catalogue, [hash]);
}

/** Whether another file got the same short hash meanwhile, and the two were not compared whole. */
async function isContested(catalogue: Catalogue, file: IndexedFile): Promise<boolean> {
  const others = await catalogue
    .selectFrom('files')
    .select('full_hash')
    .where('hash', '=', file.video.hash)
    .where('state', '=', 'ready')
    .where('path', '!=', file.path)
    .execute();
  return others.some((other) => other.full_hash === null || other.full_hash !== file.fullHash);
}

/** Of several copies the first by path names the video, in whichever order they were read. */
async function isFirstCopy(catalogue: Catalogue, file: IndexedFile): Promise<boolean> {
  const earlier = await catalogue
    .selectFrom('files')
    .select('path')
    .where('hash', '=', file.video.hash)
    .where('state', '=', 'ready')
    .where('path', '<', file.path)
    .executeTakeFirst();
  return earlier === undefined;
}

async function saveVideo(
  catalogue: Catalogue,
  video: VideoContent,
  addedMs: number,
): Promise<void> {
  const columns = toContentColumns(video);
  const nowMs = Date.now();
  await catalogue
    .insertInto('videos')
    .values({
      ...columns,
      is_present: 0,
      added_ms: addedMs,
      updated_ms: nowMs,
      rev: 1,
      published_rev: 0,
      publish_error: null,
    })
    .onConflict((conflict) =>
      conflict
        .column('hash')
        .doUpdateSet({ ...columns, updated_ms: nowMs, rev: sql<number>`videos.rev + 1` }),
    )
    .execute();
}

async function saveTerms(
  catalogue: Catalogue,
  hash: string,
  terms: IndexedFile['terms'],
): Promise<void> {
  const columns = { tokenizer_version: terms.tokenizerVersion, terms: terms.terms };
  await catalogue
    .insertInto('video_terms')
    .values({ hash, ...columns })
    .onConflict((conflict) => conflict.column('hash').doUpdateSet(columns))
    .execute();
}
