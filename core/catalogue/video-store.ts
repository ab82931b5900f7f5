// Reads videos by key. Writing them is the indexing store's; finding them is Meilisearch's.

import { sql, type Selectable } from 'kysely';
import { readVideos } from './damaged-videos.ts';
import { isAmong } from './is-among.ts';
import type { Catalogue } from './open-catalogue.ts';
import type { FilesTable } from './schema.ts';
import { listedColumns, toListedVideo, toVideo, type ListedVideo, type Video } from './video.ts';

/** A place where a content lies or lay. */
export interface VideoFileRow {
  readonly path: string;
  readonly root: string;
  readonly collection: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly isMissing: boolean;
}

/** How many videos there are, by what a person can do with them. */
export interface VideoCounts {
  readonly total: number;
  /** Known contents of which no file is there now. */
  readonly missing: number;
  /** Files that could not be read as a video. */
  readonly failed: number;
}

function toFile(row: Selectable<FilesTable>): VideoFileRow {
  const { path, root, collection, size_bytes: sizeBytes, mtime_ms: mtimeMs } = row;
  return { path, root, collection, sizeBytes, mtimeMs, isMissing: row.state === 'missing' };
}

/** Videos by hash. */
export class VideoStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** One video, present or not. */
  async find(hash: string): Promise<Video | undefined> {
    const row = await this.#catalogue
      .selectFrom('videos')
      .selectAll()
      .where('hash', '=', hash)
      .executeTakeFirst();
    const [video] = await readVideos(this.#catalogue, row === undefined ? [] : [row], toVideo);
    return video;
  }

  /** The videos of `hashes` that exist, in the order of `hashes`. */
  async findMany(hashes: readonly string[]): Promise<readonly ListedVideo[]> {
    if (hashes.length === 0) return [];
    const rows = await this.#catalogue
      .selectFrom('videos')
      .select(listedColumns)
      .where(isAmong(hashes))
      .execute();
    const videos = await readVideos(this.#catalogue, rows, toListedVideo);
    const byHash = new Map(videos.map((video) => [video.hash, video]));
    return hashes.flatMap((hash) => byHash.get(hash) ?? []);
  }

  /** Those of `hashes` whose file is there, in their order. Reads an index only. */
  async presentAmong(hashes: readonly string[]): Promise<readonly string[]> {
    const rows = await this.#catalogue
      .selectFrom('videos')
      .select('hash')
      .where('is_present', '=', 1)
      .where(isAmong(hashes))
      .execute();
    const present = new Set(rows.map(({ hash }) => hash));
    return hashes.filter((hash) => present.has(hash));
  }

  /** The hashes of all present videos in order, in pages of at most `pageSize`. */
  async *presentHashes(pageSize: number): AsyncGenerator<readonly string[], void, void> {
    let afterHash = '';
    for (;;) {
      const rows = await this.#catalogue
        .selectFrom('videos')
        .select('hash')
        .where('is_present', '=', 1)
        .where('hash', '>', afterHash)
        .orderBy('hash')
        .limit(pageSize)
        .execute();
      const last = rows.at(-1);
      if (last === undefined) return;
      afterHash = last.hash;
      yield rows.map((row) => row.hash);
    }
  }

  /** The hashes of all present videos, those that were added last first, in pages of at most `pageSize`. */
  async *newestPresent(pageSize: number): AsyncGenerator<readonly string[], void, void> {
    let last: { readonly hash: string; readonly added_ms: number } | undefined;
    do {
      const after = last;
      const rows: readonly NonNullable<typeof last>[] = await this.#catalogue
        .selectFrom('videos')
        .select(['hash', 'added_ms'])
        .where('is_present', '=', 1)
        .$if(after !== undefined, (query) =>
          query.where(
            sql<boolean>`(added_ms, hash) < (${after?.added_ms ?? 0}, ${after?.hash ?? ''})`,
          ),
        )
        .orderBy('added_ms', 'desc')
        .orderBy('hash', 'desc')
        .limit(pageSize)
        .execute();
      if (rows.length > 0) yield rows.map((row) => row.hash);
      last = rows.at(-1);
    } while (last !== undefined);
  }

  /** Where the content lies: files that are there first, then by path. */
  async files(hash: string): Promise<readonly VideoFileRow[]> {
    const rows = await this.#catalogue
      .selectFrom('files')
      .selectAll()
      .where('hash', '=', hash)
      .orderBy('path')
      .execute();
    return rows.map(toFile).sort((a, b) => Number(a.isMissing) - Number(b.isMissing));
  }

  async counts(): Promise<VideoCounts> {
    const videos = await this.#catalogue
      .selectFrom('videos')
      .select(({ fn }) => ['is_present', fn.countAll<number>().as('count')])
      .groupBy('is_present')
      .execute();
    const missing = videos.find((row) => row.is_present === 0)?.count ?? 0;
    const present = videos.find((row) => row.is_present === 1)?.count ?? 0;
    return { total: present + missing, missing, failed: await this.countFailed() };
  }

  /** How many files could not be read as a video: quicker than {@link counts}, which looks at every video. */
  async countFailed(): Promise<number> {
    const { count } = await this.#catalogue
      .selectFrom('files')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('state', '=', 'failed')
      .executeTakeFirstOrThrow();
    return count;
  }
}
