// What is known of previews, and asking for one. Orders of many are in `preview-orders.ts`, jobs in `preview-jobs.ts`.

import { sql } from 'kysely';
import { z } from 'zod';
import { previewKinds, type PreviewKind, type PreviewState } from '../contract/video.ts';
import { isAmong } from './is-among.ts';
import type { Catalogue } from './open-catalogue.ts';
import { queuePreview, type PreviewRequest } from './preview-queue.ts';

const previewFile = z.object({
  /** Relative to the previews folder, with `/`. */
  path: z.string(),
  mediaType: z.string(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  sizeBytes: z.number(),
});
/** One file of a finished preview. */
export type PreviewFile = z.infer<typeof previewFile>;
const previewFiles = z.array(previewFile);

/** What is known of one preview. */
export interface Preview {
  readonly kind: PreviewKind;
  readonly state: PreviewState;
  /** What was made last; still there while it is made anew. */
  readonly files: readonly PreviewFile[];
  readonly error: string | undefined;
  /** Changes whenever the files do; part of their address. */
  readonly updatedMs: number;
}

/** The previews of one kind and state. */
export interface PreviewCount {
  readonly kind: PreviewKind;
  readonly state: PreviewState;
  readonly count: number;
  /** Of their files. */
  readonly bytes: number;
  /** Those that came into this state since workers are busy. */
  readonly recent: number;
}

/** Previews of which the last ones tell how long the next will take. */
const TIMED_PREVIEWS = 20;

/** Previews by (hash, kind). */
export class PreviewStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Asks for a preview; see {@link queuePreview}. */
  async request(request: PreviewRequest): Promise<void> {
    await queuePreview(this.#catalogue, request);
  }

  /** What is known of one preview; undefined when nobody asked for it yet. */
  async find(hash: string, kind: PreviewKind): Promise<Preview | undefined> {
    return (await this.ofVideo(hash)).find((preview) => preview.kind === kind);
  }

  /** What is known of the previews of one video. */
  async ofVideo(hash: string): Promise<readonly Preview[]> {
    return (await this.ofVideos([hash])).get(hash) ?? [];
  }

  /** What is known of the previews of `hashes`, of some kinds or all. */
  async ofVideos(
    hashes: readonly string[],
    kinds: readonly PreviewKind[] = previewKinds,
  ): Promise<ReadonlyMap<string, readonly Preview[]>> {
    if (hashes.length === 0) return new Map();
    const rows = await this.#catalogue
      .selectFrom('previews')
      .select(['hash', 'kind', 'state', 'files', 'error', 'updated_ms'])
      .where(isAmong(hashes))
      .where('kind', 'in', kinds)
      .execute();
    const previews = rows.map((row) => ({
      hash: row.hash,
      kind: row.kind,
      state: row.state,
      files: previewFiles.parse(JSON.parse(row.files)),
      error: row.error ?? undefined,
      updatedMs: row.updated_ms,
    }));
    return Map.groupBy(previews, (preview) => preview.hash);
  }

  /** How many previews are in each state; those nobody asked for are not counted. Reads one index, all of it. */
  async counts(): Promise<readonly PreviewCount[]> {
    const { busySinceMs } = await this.work();
    return await this.#catalogue
      .selectFrom('previews')
      .select(({ fn }) => [
        'kind',
        'state',
        fn.countAll<number>().as('count'),
        fn.sum<number>('bytes').as('bytes'),
        sql<number>`sum(case when updated_ms >= ${busySinceMs} then 1 else 0 end)`.as('recent'),
      ])
      .groupBy(['kind', 'state'])
      .execute();
  }

  /** Whether a person paused all, and since when workers are busy. */
  async work(): Promise<{ readonly isPaused: boolean; readonly busySinceMs: number }> {
    const row = await this.#catalogue
      .selectFrom('preview_work')
      .selectAll()
      .executeTakeFirstOrThrow();
    return { isPaused: row.paused_ms !== null, busySinceMs: row.busy_since_ms };
  }

  /** How long the last previews of a kind took in the mean; undefined when none was made. */
  async meanTookMs(kind: PreviewKind): Promise<number | undefined> {
    const last = this.#catalogue
      .selectFrom('previews')
      .select('took_ms')
      .where('kind', '=', kind)
      .where('state', '=', 'ready')
      .orderBy('updated_ms', 'desc')
      .limit(TIMED_PREVIEWS);
    const row = await this.#catalogue
      .selectFrom(last.as('last'))
      .select(({ fn }) => fn.avg<number | null>('took_ms').as('mean'))
      .executeTakeFirst();
    return row?.mean ?? undefined;
  }

  async countFailures(): Promise<number> {
    const row = await this.#catalogue
      .selectFrom('previews')
      .innerJoin('videos', 'videos.hash', 'previews.hash')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('previews.state', '=', 'failed')
      .executeTakeFirstOrThrow();
    return row.count;
  }

  /** A page of the previews that could not be made, the latest first. */
  async failures({ offset, limit }: { readonly offset: number; readonly limit: number }) {
    return await this.#catalogue
      .selectFrom('previews')
      .innerJoin('videos', 'videos.hash', 'previews.hash')
      .select(['previews.hash', 'previews.kind', 'previews.error', 'videos.title'])
      .where('previews.state', '=', 'failed')
      .orderBy('previews.updated_ms', 'desc')
      .orderBy('previews.hash')
      .orderBy('previews.kind')
      .offset(offset)
      .limit(limit)
      .execute();
  }
}
