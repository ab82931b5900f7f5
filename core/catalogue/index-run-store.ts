// Rebuilds and audits of the search index: asked for by anybody, done by the publisher, kept for the dashboard.

import type { Selectable } from 'kysely';
import type {
  IndexFindings,
  IndexRunKind,
  IndexRunRequester,
  IndexRunStage,
} from '../contract/search-index.ts';
import type { Catalogue } from './open-catalogue.ts';
import type { IndexRunsTable } from './schema.ts';

export type IndexRunRow = Readonly<Selectable<IndexRunsTable>>;

const open = ['queued', 'running'] as const;

/** So many that are over are kept of each kind. */
const KEPT = 20;

/** Several indexers have the same schedule and clocks that differ a little; the first to ask does it for all. */
const SAME_SCHEDULE_MS = 60_000;

/** How far a running one is. */
export interface IndexRunProgress {
  readonly stage: IndexRunStage;
  /** Documents. */
  readonly done: number;
  readonly total: number;
}

/** Runs by id; a later one has a larger id. */
export class IndexRunStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Asks for a run and returns the one that does it: one that waits or runs already, or a new one. */
  async request(kind: IndexRunKind, requestedBy: IndexRunRequester): Promise<IndexRunRow> {
    const nowMs = Date.now();
    return await this.#catalogue.transaction().execute(async (transaction) => {
      const joined = await transaction
        .selectFrom('index_runs')
        .selectAll()
        .where('kind', '=', kind)
        .where((eb) =>
          eb.or([
            eb('state', 'in', open),
            // Only a request of the schedule itself is done already by one that is over.
            eb('requested_by', '=', 'schedule')
              .and(eb.val(requestedBy), '=', 'schedule')
              .and('requested_ms', '>', nowMs - SAME_SCHEDULE_MS),
          ]),
        )
        .executeTakeFirst();
      if (joined !== undefined) return joined;
      return await transaction
        .insertInto('index_runs')
        .values({
          ...{ kind, requested_by: requestedBy, requested_ms: nowMs },
          ...{ state: 'queued', attempts: 0, done: 0, total: 0 },
        })
        .returningAll()
        .executeTakeFirstOrThrow();
    });
  }

  /** What waits or runs, the oldest first. Seen by a publisher that runs none, a running one was interrupted. */
  async open(): Promise<readonly IndexRunRow[]> {
    return await this.#catalogue
      .selectFrom('index_runs')
      .selectAll()
      .where('state', 'in', open)
      .orderBy('id')
      .execute();
  }

  async find(id: number): Promise<IndexRunRow | undefined> {
    return await this.#catalogue
      .selectFrom('index_runs')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
  }

  /** The last one of a kind that is over. */
  async last(kind: IndexRunKind): Promise<IndexRunRow | undefined> {
    return await this.#catalogue
      .selectFrom('index_runs')
      .selectAll()
      .where('kind', '=', kind)
      .where('state', 'in', ['done', 'failed'])
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
  }

  /** Begins an attempt. */
  async begin({ id, attempts }: IndexRunRow): Promise<void> {
    await this.#set(id, {
      ...{ state: 'running', attempts: attempts + 1, started_ms: Date.now() },
      ...{ stage: null, stage_started_ms: null, done: 0, total: 0 },
    });
  }

  /** Notes how far it is; `stageStartedMs` is when its stage began. */
  async progress(id: number, progress: IndexRunProgress, stageStartedMs: number): Promise<void> {
    await this.#set(id, { ...progress, stage_started_ms: stageStartedMs });
  }

  /** Ends it well, and forgets old ones. */
  async finish({ id, kind }: IndexRunRow, findings: IndexFindings): Promise<void> {
    await this.#set(id, {
      ...{ state: 'done', finished_ms: Date.now(), stage: null },
      ...{ result: JSON.stringify(findings), error: null },
    });
    await this.#forgetOld(kind);
  }

  /** Lets it wait again as it was before its last attempt, which somebody else ended, for example Meilisearch. */
  async putBack({ id, attempts }: IndexRunRow, error: string | null): Promise<void> {
    await this.#set(id, { state: 'queued', attempts, stage: null, error });
  }

  /** Notes why an attempt failed; after the last one it is over. */
  async fail(id: number, error: string, isFinal: boolean): Promise<void> {
    const end = isFinal
      ? ({ state: 'failed', finished_ms: Date.now() } as const)
      : ({ state: 'queued' } as const);
    await this.#set(id, { ...end, stage: null, error });
  }

  async #set(id: number, columns: Partial<Omit<IndexRunRow, 'id'>>): Promise<void> {
    await this.#catalogue.updateTable('index_runs').set(columns).where('id', '=', id).execute();
  }

  async #forgetOld(kind: IndexRunKind): Promise<void> {
    await this.#catalogue
      .deleteFrom('index_runs')
      .where('kind', '=', kind)
      .where('id', '<=', (query) =>
        query
          .selectFrom('index_runs as newer')
          .select('newer.id')
          .where('newer.kind', '=', kind)
          .orderBy('newer.id', 'desc')
          .limit(1)
          .offset(KEPT),
      )
      .where('state', 'not in', open)
      .execute();
  }
}
