// The outbox: which videos the search index is behind on. Knows revisions, not documents.

import { sql, type RawBuilder } from 'kysely';
import type { PreviewKind } from '../contract/video.ts';
import { readVideos } from './damaged-videos.ts';
import { chunksOf } from './chunks-of.ts';
import type { Catalogue } from './open-catalogue.ts';
import { searchableColumns, toSearchableVideo, type SearchableVideo } from './video.ts';

/** A video whose document is behind, with what else its document says. */
export interface OutboxEntry {
  readonly video: SearchableVideo;
  readonly views: number;
  readonly lastViewedMs: number | undefined;
  readonly isFavourite: boolean;
  readonly readyPreviews: readonly PreviewKind[];
}

/** A document that Meilisearch has, or refused, at a revision. */
export interface PublishedRevision {
  readonly hash: string;
  readonly rev: number;
  readonly error?: string;
}

/** What the catalogue believes of one document of the index. */
export interface IndexBelief {
  readonly hash: string;
  readonly rev: number;
  /** 0: the index has none, or an unknown one. */
  readonly publishedRev: number;
  readonly isPresent: boolean;
  /** Meilisearch did not take revision `publishedRev`. */
  readonly isRefused: boolean;
}

const isPresent = sql<boolean>`is_present = 1`;
/** Hashes in one statement. */
const CHUNK = 1000;

const isBehind = sql<boolean>`published_rev < rev`;

/** Revisions that wait for the search index. */
export class OutboxStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Up to `limit` (at most 20,000) videos that are behind, in order of hash, beginning after `afterHash`. */
  async nextBehind(limit: number, afterHash = ''): Promise<readonly OutboxEntry[]> {
    return await this.#page(isBehind, limit, afterHash);
  }

  /** A page of all present videos in order of hash, for filling a new index. */
  async nextPresent(limit: number, afterHash: string): Promise<readonly OutboxEntry[]> {
    return await this.#page(isPresent, limit, afterHash);
  }

  /** The named videos (at most 20,000), in any order. */
  async entriesOf(hashes: readonly string[]): Promise<readonly OutboxEntry[]> {
    const entries: OutboxEntry[] = [];
    for (const chunk of chunksOf(hashes, CHUNK)) {
      const rows = await this.#catalogue
        .selectFrom('videos')
        .select(searchableColumns)
        .where('hash', 'in', chunk)
        .execute();
      const videos = await readVideos(this.#catalogue, rows, toSearchableVideo);
      entries.push(...(await this.#entries(videos)));
    }
    return entries;
  }

  /** Notes what Meilisearch has; a revision that was bumped meanwhile stays behind. */
  async markPublished(published: readonly PublishedRevision[]): Promise<void> {
    const groups = Map.groupBy(published, ({ rev, error = '' }) => `${rev} ${error}`);
    await this.#catalogue.transaction().execute(async (transaction) => {
      for (const group of groups.values()) {
        const { rev, error = null } = group[0] ?? {};
        if (rev === undefined) continue;
        for (const hashes of chunksOf(
          group.map(({ hash }) => hash),
          CHUNK,
        )) {
          await transaction
            .updateTable('videos')
            .set({ published_rev: rev, publish_error: error })
            .where('hash', 'in', hashes)
            .where('published_rev', '<', rev)
            .execute();
        }
      }
    });
  }

  /** What the catalogue believes of the index, for hashes from `from` on and before `before`. */
  async beliefs(from: string, before: string | undefined): Promise<readonly IndexBelief[]> {
    const rows = await this.#catalogue
      .selectFrom('videos')
      .select(['hash', 'rev', 'published_rev', 'is_present', 'publish_error'])
      .where('hash', '>=', from)
      .$if(before !== undefined, (query) => query.where('hash', '<', before ?? ''))
      .execute();
    return rows.map((row) => ({
      hash: row.hash,
      rev: row.rev,
      publishedRev: row.published_rev,
      isPresent: row.is_present === 1,
      isRefused: row.publish_error !== null,
    }));
  }

  /** Corrects what the catalogue believes, up or down, so that exactly what the index lacks is behind. */
  async correct(published: readonly PublishedRevision[]): Promise<void> {
    const groups = Map.groupBy(published, ({ rev }) => rev);
    await this.#catalogue.transaction().execute(async (transaction) => {
      for (const [rev, group] of groups) {
        for (const hashes of chunksOf(
          group.map(({ hash }) => hash),
          CHUNK,
        )) {
          await transaction
            .updateTable('videos')
            .set({ published_rev: rev, publish_error: null })
            .where('hash', 'in', hashes)
            .execute();
        }
      }
    });
  }

  /** The least and the most documents that the index can have, if the catalogue is right about it. */
  async expectedDocuments(): Promise<{ readonly least: number; readonly most: number }> {
    const published = await this.#catalogue
      .selectFrom('videos')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('is_present', '=', 1)
      .where(sql<boolean>`published_rev >= rev`)
      .executeTakeFirstOrThrow();
    const refused = await this.#catalogue
      .selectFrom('videos')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('publish_error', 'is not', null)
      .executeTakeFirstOrThrow();
    const behind = await this.countBehind();
    // Of a refused document, and of one that is behind, the index may have an earlier revision or none.
    return { least: published.count - refused.count, most: published.count + behind };
  }

  /** Puts every video into the outbox, because the index was lost or its documents have a new form. */
  async markAllBehind(): Promise<void> {
    await this.#catalogue
      .updateTable('videos')
      .set({ published_rev: 0, publish_error: null })
      .execute();
  }

  /** How many videos are behind. */
  async countBehind(): Promise<number> {
    const row = await this.#catalogue
      .selectFrom('videos')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where(isBehind)
      .executeTakeFirstOrThrow();
    return row.count;
  }

  /** How many videos the index has when it is in step. */
  async countPresent(): Promise<number> {
    const row = await this.#catalogue
      .selectFrom('videos')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('is_present', '=', 1)
      .executeTakeFirstOrThrow();
    return row.count;
  }

  /** Less than `limit` only where there is no more: in the place of a damaged video comes the next one. */
  async #page(
    condition: RawBuilder<boolean>,
    limit: number,
    afterHash: string,
  ): Promise<readonly OutboxEntry[]> {
    const videos: SearchableVideo[] = [];
    let lastHash: string | undefined = afterHash;
    while (videos.length < limit && lastHash !== undefined) {
      const wanted = limit - videos.length;
      const rows = await this.#catalogue
        .selectFrom('videos')
        .select(searchableColumns)
        .where(condition)
        .where('hash', '>', lastHash)
        .orderBy('hash')
        .limit(wanted)
        .execute();
      videos.push(...(await readVideos(this.#catalogue, rows, toSearchableVideo)));
      lastHash = rows.length < wanted ? undefined : rows.at(-1)?.hash;
    }
    return await this.#entries(videos);
  }

  async #entries(videos: readonly SearchableVideo[]): Promise<readonly OutboxEntry[]> {
    const entries: OutboxEntry[] = [];
    for (let start = 0; start < videos.length; start += 1000) {
      entries.push(...(await this.#entriesOfChunk(videos.slice(start, start + 1000))));
    }
    return entries;
  }

  async #entriesOfChunk(videos: readonly SearchableVideo[]): Promise<readonly OutboxEntry[]> {
    if (videos.length === 0) return [];
    const hashes = videos.map((video) => video.hash);
    const views = await this.#catalogue
      .selectFrom('views')
      .select(({ fn }) => [
        'hash',
        fn.countAll<number>().as('count'),
        fn.max('last_ms').as('last_ms'),
      ])
      .where('hash', 'in', hashes)
      .groupBy('hash')
      .execute();
    const favourites = await this.#catalogue
      .selectFrom('favourites')
      .select('hash')
      .where('hash', 'in', hashes)
      .execute();
    const previews = await this.#catalogue
      .selectFrom('previews')
      .select(['hash', 'kind', 'state'])
      .where('hash', 'in', hashes)
      .orderBy('hash')
      .orderBy('kind')
      .execute();
    const viewsOf = new Map(views.map((row) => [row.hash, row]));
    const favouriteHashes = new Set(favourites.map((row) => row.hash));
    // Were it asked for, SQLite would search all of the library's ready previews for every page.
    const ready = previews.filter((row) => row.state === 'ready');
    const previewsOf = Map.groupBy(ready, (row) => row.hash);
    return videos.map((video) => ({
      video,
      views: viewsOf.get(video.hash)?.count ?? 0,
      lastViewedMs: viewsOf.get(video.hash)?.last_ms,
      isFavourite: favouriteHashes.has(video.hash),
      readyPreviews: (previewsOf.get(video.hash) ?? []).map((row) => row.kind),
    }));
  }
}
