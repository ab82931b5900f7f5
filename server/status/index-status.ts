// The search index for the dashboard: what Meilisearch says of itself, and what the catalogue knows of publishing.

import { Cron } from 'croner';
import type { IndexRunStore } from '../../core/catalogue/index-run-store.ts';
import type { OutboxStore } from '../../core/catalogue/outbox-store.ts';
import type { PublishFailureStore } from '../../core/catalogue/publish-failure-store.ts';
import type { RefusedStore } from '../../core/catalogue/refused-store.ts';
import type { IndexAnswer, IndexRun, IndexSummary } from '../../core/contract/search-index.ts';
import type { VideoIndex } from '../../meili/video-index.ts';
import { toIndexRun, toPublishFailure } from './index-run-view.ts';

const SHOWN_REFUSED = 200;

/** What it is read from. */
export interface IndexStatusParts {
  readonly index: VideoIndex;
  readonly outbox: OutboxStore;
  readonly indexRuns: IndexRunStore;
  readonly refused: RefusedStore;
  readonly publishFailure: PublishFailureStore;
  /** Cron text; absent when no audits are scheduled. */
  readonly auditSchedule: string | undefined;
}

/** Reads how the index is; costs one request to Meilisearch and a few lookups. */
export class IndexStatusReader {
  readonly #parts: IndexStatusParts;

  constructor(parts: IndexStatusParts) {
    this.#parts = parts;
  }

  /** At a glance. */
  async summary(): Promise<IndexSummary> {
    const { outbox, indexRuns, refused, publishFailure } = this.#parts;
    const nowMs = Date.now();
    const documents = await this.#countDocuments();
    const behind = await outbox.countBehind();
    const runs = (await indexRuns.open()).map((row) => toIndexRun(row, nowMs));
    const failure = await publishFailure.last();
    return {
      state: documents === undefined ? 'down' : stateOf({ documents, behind, runs }),
      documents: documents ?? 0,
      behind,
      refused: await refused.count(),
      runs,
      failure: failure === undefined ? null : toPublishFailure(failure),
    };
  }

  /** With what was done to it, and what it refused. */
  async read(): Promise<IndexAnswer> {
    const { refused, auditSchedule } = this.#parts;
    const next = auditSchedule === undefined ? null : new Cron(auditSchedule).nextRun();
    return {
      ...(await this.summary()),
      lastAudit: await this.#last('audit'),
      lastRebuild: await this.#last('rebuild'),
      nextAuditAt: next?.toISOString() ?? null,
      refusedDocuments: [...(await refused.list(SHOWN_REFUSED))],
    };
  }

  async #last(kind: IndexRun['kind']): Promise<IndexRun | null> {
    const row = await this.#parts.indexRuns.last(kind);
    return row === undefined ? null : toIndexRun(row, Date.now());
  }

  /** Undefined when Meilisearch cannot be asked, whyever. */
  async #countDocuments(): Promise<number | undefined> {
    return await this.#parts.index.count(undefined).catch(() => undefined);
  }
}

function stateOf({
  documents,
  behind,
  runs,
}: Pick<IndexSummary, 'documents' | 'behind' | 'runs'>): 'ready' | 'building' {
  const isRebuilding = runs.some(({ kind, state }) => kind === 'rebuild' && state === 'running');
  return isRebuilding || behind > documents ? 'building' : 'ready';
}
