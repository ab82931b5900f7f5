// The workers' side of the preview queue: claiming jobs by leases and storing what came of them. Fair between kinds.

import { sql } from 'kysely';
import type { PreviewKind, PreviewState } from '../contract/video.ts';
import { bumpCounter } from './counters.ts';
import { leaseOf, noLease } from './lease.ts';
import type { Catalogue } from './open-catalogue.ts';
import { afterOthers, previewPriorities, type PreviewKey } from './preview-queue.ts';
import { previewRecipes } from './preview-recipes.ts';
import type { PreviewFile } from './preview-store.ts';
import { isTeaser } from './teaser-kinds.ts';
import { touchVideo } from './touch-video.ts';

/** A job fails for good after this many attempts, or this many deaths of its worker, until a person retries it. */
export const PREVIEW_ATTEMPTS = 3;

/** A job that the caller holds by a lease. */
export interface PreviewJob extends PreviewKey {
  readonly attempts: number;
  /** Workers died while they made it: it must be the only one that runs, so that only it can be what ends the worker. */
  readonly isSuspect: boolean;
}

/** What a worker can take now. */
export interface ClaimOptions {
  /** Those that it can make. Of jobs that are equally urgent, the first kind's is taken. */
  readonly kinds: readonly PreviewKind[];
  /** What it is making already. */
  readonly running: readonly PreviewJob[];
  /** Libraries whose files it cannot see; videos of which it sees no file are left to other workers. */
  readonly unreachableRoots: readonly string[];
  /** Without room within the disk budget only teasers that somebody waits for are made. @default true */
  readonly hasRoom?: boolean;
}

/** A job's result. */
export interface PreviewResult {
  readonly files: readonly PreviewFile[];
  readonly tookMs: number;
}

/** The first job of one kind. */
interface Head extends PreviewKey {
  readonly priority: number;
  readonly deaths: number;
}

/** Preview jobs by (hash, kind). */
export class PreviewJobs {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Takes the most urgent job for `holder`; undefined when there is none that it can take now, or a person paused all. */
  async claim(holder: string, options: ClaimOptions): Promise<PreviewJob | undefined> {
    if (options.running.some((job) => job.isSuspect)) return undefined;
    for (;;) {
      const head = await this.#mostUrgent(options);
      if (head === undefined) return undefined;
      // Once those that run have ended, its turn comes: nothing else is taken until then.
      if (head.deaths > 0 && options.running.length > 0) return undefined;
      const job = await this.#take(holder, head);
      // Otherwise another worker was quicker.
      if (job !== undefined || (await this.#isPaused())) return job;
    }
  }

  /** What `holder` has: a job that is in the making and not among them was cancelled, paused or taken over. */
  async heldBy(holder: string): Promise<readonly PreviewKey[]> {
    return await this.#catalogue
      .selectFrom('previews')
      .select(['hash', 'kind'])
      .where('state', '=', 'running')
      .where('claimed_by', '=', holder)
      .execute();
  }

  /** Stores a finished preview, if `holder` still has the job. */
  async finish(holder: string, job: PreviewKey, result: PreviewResult): Promise<void> {
    await this.#settle(holder, job, {
      state: 'ready',
      error: null,
      attempts: 0,
      deaths: 0,
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
      deaths: 0,
      // What failed is tried again after what was not tried yet.
      place: afterOthers(Date.now()),
    });
  }

  /** Gives a job back untried, because the worker is stopping. */
  async release(holder: string, job: PreviewKey): Promise<void> {
    await this.#settle(holder, job, { state: 'queued' });
  }

  /** Takes back what `holder` had when it died, which is known when it starts again under the same name. */
  async recoverFrom(holder: string): Promise<number> {
    return await this.#noteDeaths(sql<boolean>`claimed_by = ${holder}`);
  }

  /** Takes back what other workers had when their leases ran out. */
  async recoverLapsed(holder: string): Promise<number> {
    return await this.#noteDeaths(
      sql<boolean>`claimed_by <> ${holder} and claimed_until_ms < ${Date.now()}`,
    );
  }

  /**
   * A death is mostly not the fault of the jobs that ran: they are queued again, behind the others of their priority, and
   * each runs alone from then on. The one whose worker dies then as well, and once more, is what ends workers.
   */
  async #noteDeaths(isDead: ReturnType<typeof sql<boolean>>): Promise<number> {
    const isOver = sql<boolean>`deaths + 1 >= ${PREVIEW_ATTEMPTS}`;
    const nowMs = Date.now();
    const died = await this.#catalogue
      .updateTable('previews')
      .set({
        state: sql<PreviewState>`case when ${isOver} then 'failed' else 'queued' end`,
        error: sql<string | null>`case when ${isOver} then ${deadlyJob} else error end`,
        deaths: sql<number>`deaths + 1`,
        place: afterOthers(nowMs),
        updated_ms: nowMs,
        ...noLease,
      })
      .where('state', '=', 'running')
      .where(isDead)
      .returning('hash')
      .execute();
    if (died.length > 0) await bumpCounter(this.#catalogue, 'previews');
    return died.length;
  }

  async #mostUrgent(options: ClaimOptions): Promise<Head | undefined> {
    if (await this.#isPaused()) return undefined;
    let first: Head | undefined;
    for (const kind of options.kinds) {
      const head = await this.#headOf(kind, options);
      if (head !== undefined && (first === undefined || head.priority < first.priority))
        first = head;
    }
    return first;
  }

  /** What waits for a drive that is not there is passed over, and waits on. */
  async #headOf(
    kind: PreviewKind,
    { running, unreachableRoots, hasRoom = true }: ClaimOptions,
  ): Promise<Head | undefined> {
    const making = running.filter((job) => job.kind === kind).map(({ hash }) => hash);
    const isPresent = sql<boolean>`exists (
      select 1 from videos where videos.hash = previews.hash and videos.is_present = 1
    )`;
    const isReachable = sql<boolean>`exists (
      select 1 from files where files.hash = previews.hash and files.state in ('ready', 'pending')
        and files.root not in (${sql.join(unreachableRoots)})
    )`;
    return await this.#catalogue
      .selectFrom('previews')
      .select(['hash', 'kind', 'priority', 'deaths'])
      .where('state', '=', 'queued')
      .where('kind', '=', kind)
      .where(isPresent)
      .$if(unreachableRoots.length > 0, (query) => query.where(isReachable))
      .$if(isTeaser(kind) && !hasRoom, (query) =>
        query.where('priority', '<=', previewPriorities.visible),
      )
      // Cancelled and asked for again, before the first making could be ended.
      .$if(making.length > 0, (query) => query.where('hash', 'not in', making))
      .orderBy('priority')
      .orderBy('place')
      .limit(1)
      .executeTakeFirst();
  }

  async #take(holder: string, { hash, kind }: PreviewKey): Promise<PreviewJob | undefined> {
    const row = await this.#catalogue
      .updateTable('previews')
      .set({ state: 'running', make_again: 0, ...leaseOf(holder, Date.now()) })
      .where('hash', '=', hash)
      .where('kind', '=', kind)
      .where('state', '=', 'queued')
      .where(sql<boolean>`exists (select 1 from preview_work where paused_ms is null)`)
      .returning(['attempts', 'deaths'])
      .executeTakeFirst();
    return row && { hash, kind, attempts: row.attempts, isSuspect: row.deaths > 0 };
  }

  async #isPaused(): Promise<boolean> {
    const work = await this.#catalogue
      .selectFrom('preview_work')
      .select('paused_ms')
      .executeTakeFirstOrThrow();
    return work.paused_ms !== null;
  }

  async #settle(
    holder: string,
    { hash, kind }: PreviewKey,
    {
      state,
      ...columns
    }: { readonly state: PreviewState } & Partial<{
      error: string | null;
      attempts: number;
      deaths: number;
      place: number;
      files: string;
      bytes: number;
      took_ms: number;
      recipe: number;
      used_ms: number;
    }>,
  ): Promise<void> {
    await this.#catalogue.transaction().execute(async (transaction) => {
      const result = await transaction
        .updateTable('previews')
        .set({
          ...columns,
          state: sql<PreviewState>`case when make_again = 1 then 'queued' else ${state} end`,
          updated_ms: Date.now(),
          ...noLease,
        })
        .where('hash', '=', hash)
        .where('kind', '=', kind)
        .where('state', '=', 'running')
        .where('claimed_by', '=', holder)
        .executeTakeFirst();
      if (result.numUpdatedRows === 0n) return;
      if (state === 'ready') await touchVideo(transaction, hash);
      await bumpCounter(transaction, 'previews');
    });
  }
}

const deadlyJob = `The worker was killed ${PREVIEW_ATTEMPTS} times while it made this preview, the last times with nothing else to do: the file may be what ends it, for example by taking all memory. Look into the worker's log before you retry it.`;
