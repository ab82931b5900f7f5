// Preview jobs and what came of them: claimed by workers, asked for by the server.

import { sql, type Expression, type SqlBool } from 'kysely';
import { z } from 'zod';
import { previewKinds, type PreviewKind, type PreviewState } from '../contract/video.ts';
import { bumpCounter } from './counters.ts';
import { isClaimable, leaseOf, noLease } from './lease.ts';
import type { Catalogue } from './open-catalogue.ts';
import { previewPriorities, queuePreview, type PreviewRequest } from './preview-queue.ts';
import { previewRecipes } from './preview-recipes.ts';
import { teaserKinds } from './teaser-kinds.ts';
import { touchVideo } from './touch-video.ts';

/** A job fails for good after this many attempts, until a person retries it. */
export const PREVIEW_ATTEMPTS = 3;

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

/** A job that the caller holds by a lease. */
export interface PreviewJob {
  readonly hash: string;
  readonly kind: PreviewKind;
  readonly attempts: number;
}

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

/** A job's result. */
export interface PreviewResult {
  readonly files: readonly PreviewFile[];
  readonly tookMs: number;
}

/** Previews of each kind by their state, and what their files take up. */
export type PreviewStateCounts = Readonly<
  Record<PreviewKind, Readonly<Record<Exclude<PreviewState, 'missing'> | 'bytes', number>>>
>;

/** Which jobs are taken. */
export interface ClaimOptions {
  /** Without room within the disk budget only teasers that somebody waits for are made. @default true */
  readonly hasRoom?: boolean;
}

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

  /** Asks for many previews in one transaction. With `redo`, finished and failed ones are made again. Returns how many now wait. */
  async requestMany(requests: readonly PreviewRequest[], redo: boolean): Promise<number> {
    return await this.#catalogue.transaction().execute(async (transaction) => {
      let queued = 0;
      for (const request of requests) {
        if (redo) await requeue(transaction, request);
        await queuePreview(transaction, request);
        queued += (await isQueued(transaction, request)) ? 1 : 0;
      }
      return queued;
    });
  }

  /** Puts every failed preview of these kinds back into the queue. Returns how many. */
  async retryFailed(kinds: readonly PreviewKind[]): Promise<number> {
    const result = await this.#catalogue
      .updateTable('previews')
      .set({ state: 'queued', attempts: 0, error: null, priority: previewPriorities.backlog })
      .where('state', '=', 'failed')
      .where('kind', 'in', kinds)
      .executeTakeFirst();
    return Number(result.numUpdatedRows);
  }

  /** Takes up to `limit` jobs for `holder`, the most urgent first, in one atomic statement. */
  async claim(
    holder: string,
    limit: number,
    { hasRoom = true }: ClaimOptions = {},
  ): Promise<readonly PreviewJob[]> {
    const nowMs = Date.now();
    const claimed = await this.#catalogue
      .updateTable('previews')
      .set({ state: 'running', make_again: 0, ...leaseOf(holder, nowMs) })
      .where((eb) =>
        eb(
          eb.refTuple('hash', 'kind'),
          'in',
          eb
            .selectFrom('previews')
            .select(['hash', 'kind'])
            .where('state', 'in', ['queued', 'running'])
            .where(isClaimable(nowMs))
            .$if(!hasRoom, (query) => query.where(isMadeWithoutRoom))
            .orderBy('priority')
            .orderBy('updated_ms', 'desc')
            .limit(limit)
            .$asTuple('hash', 'kind'),
        ),
      )
      .returning(['hash', 'kind', 'attempts', 'priority'])
      .execute();
    return claimed
      .toSorted((a, b) => a.priority - b.priority)
      .map(({ hash, kind, attempts }) => ({ hash, kind, attempts }));
  }

  /** Stores a finished preview, if `holder` still has the job. */
  async finish(holder: string, job: PreviewJob, result: PreviewResult): Promise<void> {
    await this.#settle(holder, job, {
      state: 'ready',
      error: null,
      attempts: 0,
      files: JSON.stringify(result.files),
      bytes: result.files.reduce((sum, file) => sum + file.sizeBytes, 0),
      took_ms: Math.round(result.tookMs),
      recipe: previewRecipes[job.kind],
      used_ms: Date.now(),
    });
  }

  /** Stores why a job failed; it is tried again until it was tried {@link PREVIEW_ATTEMPTS} times or `isFinal`. */
  async fail(
    holder: string,
    job: PreviewJob,
    failure: { readonly error: string; readonly isFinal: boolean },
  ): Promise<void> {
    const attempts = job.attempts + 1;
    const isOver = failure.isFinal || attempts >= PREVIEW_ATTEMPTS;
    await this.#settle(holder, job, {
      state: isOver ? 'failed' : 'queued',
      error: failure.error,
      attempts,
    });
  }

  /** Gives a job back untried, because the worker is stopping. */
  async release(holder: string, job: PreviewJob): Promise<void> {
    await this.#settle(holder, job, { state: 'queued' });
  }

  /** Gives back every job that `holder` has. */
  async releaseAll(holder: string): Promise<void> {
    await this.#catalogue
      .updateTable('previews')
      .set({ state: 'queued', ...noLease })
      .where('claimed_by', '=', holder)
      .where('state', '=', 'running')
      .execute();
  }

  /** What is known of one preview; undefined when nobody asked for it yet. */
  async find(hash: string, kind: PreviewKind): Promise<Preview | undefined> {
    return (await this.ofVideo(hash)).find((preview) => preview.kind === kind);
  }

  /** What is known of the previews of one video. */
  async ofVideo(hash: string): Promise<readonly Preview[]> {
    return (await this.ofVideos([hash])).get(hash) ?? [];
  }

  /** What is known of the previews of `hashes` (at most 1,000). */
  async ofVideos(hashes: readonly string[]): Promise<ReadonlyMap<string, readonly Preview[]>> {
    if (hashes.length === 0) return new Map();
    const rows = await this.#catalogue
      .selectFrom('previews')
      .select(['hash', 'kind', 'state', 'files', 'error', 'updated_ms'])
      .where('hash', 'in', hashes)
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

  /** Has everything that an earlier recipe made made again in the background. Returns how many. */
  async queueOutdated(): Promise<number> {
    let queued = 0n;
    for (const kind of previewKinds) {
      const { numUpdatedRows } = await this.#catalogue
        .updateTable('previews')
        .set({ state: 'queued', attempts: 0, priority: previewPriorities.backlog })
        .where('kind', '=', kind)
        .where('state', '=', 'ready')
        .where('recipe', '<', previewRecipes[kind])
        .executeTakeFirst();
      queued += numUpdatedRows;
    }
    return Number(queued);
  }

  /** How many previews are in each state; those nobody asked for are not counted. */
  async counts(): Promise<PreviewStateCounts> {
    const rows = await this.#catalogue
      .selectFrom('previews')
      .select(({ fn }) => [
        'kind',
        'state',
        fn.countAll<number>().as('count'),
        fn.sum<number>('bytes').as('bytes'),
      ])
      .groupBy(['kind', 'state'])
      .execute();
    const countOf = (kind: PreviewKind, state: PreviewState) =>
      rows.find((row) => row.kind === kind && row.state === state)?.count ?? 0;
    const countsOf = (kind: PreviewKind) => ({
      queued: countOf(kind, 'queued'),
      running: countOf(kind, 'running'),
      ready: countOf(kind, 'ready'),
      failed: countOf(kind, 'failed'),
      // Old files are kept while new ones are queued, or could not be made.
      bytes: rows.reduce((sum, row) => sum + (row.kind === kind ? row.bytes : 0), 0),
    });
    return Object.fromEntries(
      previewKinds.map((kind) => [kind, countsOf(kind)]),
    ) as PreviewStateCounts;
  }

  /** Previews that could not be made, the latest first. */
  async failures(limit: number) {
    return await this.#catalogue
      .selectFrom('previews')
      .innerJoin('videos', 'videos.hash', 'previews.hash')
      .select([
        'previews.hash',
        'previews.kind',
        'previews.state',
        'previews.error',
        'videos.title',
      ])
      .where('previews.state', '=', 'failed')
      .orderBy('previews.updated_ms', 'desc')
      .limit(limit)
      .execute();
  }

  async #settle(
    holder: string,
    job: PreviewJob,
    columns: { readonly state: PreviewState } & Partial<{
      error: string | null;
      attempts: number;
      files: string;
      bytes: number;
      took_ms: number;
      recipe: number;
      used_ms: number;
    }>,
  ): Promise<void> {
    const { state } = columns;
    await this.#catalogue.transaction().execute(async (transaction) => {
      const result = await transaction
        .updateTable('previews')
        .set({
          ...columns,
          state: sql<PreviewState>`case when make_again = 1 then 'queued' else ${state} end`,
          updated_ms: Date.now(),
          ...noLease,
        })
        .where('hash', '=', job.hash)
        .where('kind', '=', job.kind)
        .where('claimed_by', '=', holder)
        .executeTakeFirst();
      if (result.numUpdatedRows === 0n) return;
      if (state === 'ready') await touchVideo(transaction, job.hash);
      await bumpCounter(transaction, 'previews');
    });
  }
}

/** All but teasers that nobody waits for. */
const isMadeWithoutRoom: Expression<SqlBool> = sql<SqlBool>`(kind not in (${sql.join(teaserKinds)}) or priority <= ${previewPriorities.visible})`;

async function requeue(catalogue: Catalogue, request: PreviewRequest): Promise<void> {
  await catalogue
    .updateTable('previews')
    .set({
      state: 'queued',
      attempts: 0,
      error: null,
      priority: previewPriorities[request.priority],
    })
    .where('hash', '=', request.hash)
    .where('kind', '=', request.kind)
    .where('state', 'in', ['ready', 'failed'])
    .execute();
}

async function isQueued(catalogue: Catalogue, request: PreviewRequest): Promise<boolean> {
  const row = await catalogue
    .selectFrom('previews')
    .select(sql<number>`1`.as('one'))
    .where('hash', '=', request.hash)
    .where('kind', '=', request.kind)
    .where('state', '=', 'queued')
    .executeTakeFirst();
  return row !== undefined;
}
