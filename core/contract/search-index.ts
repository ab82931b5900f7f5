// What the dashboard says of the search index, and has done to it. Browser-safe.

import { z } from 'zod';

const count = z.number().int();
const time = z.iso.datetime();

/** `rebuild`: fill a new index and swap. `audit`: compare the index with the catalogue and repair it. */
const indexRunKind = z.enum(['rebuild', 'audit']);
export type IndexRunKind = z.infer<typeof indexRunKind>;

/** `indexer`: it found by itself that it has to be. */
const indexRunRequester = z.enum(['person', 'schedule', 'indexer']);
export type IndexRunRequester = z.infer<typeof indexRunRequester>;

/** A rebuild fills, then compares; an audit only compares. */
const indexRunStage = z.enum(['filling', 'comparing']);
export type IndexRunStage = z.infer<typeof indexRunStage>;

/** What a comparison of the index with the catalogue found. All of it is put right. */
export const indexFindings = z.object({
  /** That were compared. */
  documents: count,
  /** Videos without a document; sent again. */
  missing: count,
  /** Documents that say something else than the catalogue; sent again. */
  stale: count,
  /** Documents of videos that are not there; deleted. */
  surplus: count,
});
export type IndexFindings = z.infer<typeof indexFindings>;

/** A rebuild or an audit: waiting, running, or over. */
export const indexRun = z.object({
  id: count,
  kind: indexRunKind,
  requestedBy: indexRunRequester,
  /** A run that failed waits for another try as `queued`; `failed` is final. */
  state: z.enum(['queued', 'running', 'done', 'failed']),
  attempts: count,
  /** What a running one does now, and of how many documents it is done. */
  stage: indexRunStage.nullable(),
  done: count,
  total: count,
  /** Of the stage. */
  secondsLeft: z.number().nullable(),
  requestedAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  /** Null until it is done. */
  findings: indexFindings.nullable(),
  /** Why the last attempt failed. */
  error: z.string().nullable(),
});
export type IndexRun = z.infer<typeof indexRun>;

/** What was being done when publishing failed. */
const publishStep = z.enum(['prepare', 'publish', 'rebuild', 'audit']);
export type PublishStep = z.infer<typeof publishStep>;

/** The last time that publishing failed, whether it lasts or is over. */
export const publishFailure = z.object({
  step: publishStep,
  /** That were being sent. */
  documents: count.nullable(),
  reason: z.string(),
  /** Meilisearch's code, such as `no_space_left_on_device`, or one of Reeldex or the system. */
  code: z.string().nullable(),
  /** Meilisearch's kind of error, such as `internal`. */
  type: z.string().nullable(),
  /** In a row. */
  attempts: count,
  since: time,
  lastAt: time,
  nextTryAt: time.nullable(),
  /** Null while it lasts. */
  recoveredAt: time.nullable(),
});
export type PublishFailure = z.infer<typeof publishFailure>;

/** The index at a glance. */
export const indexSummary = z.object({
  /** `building` while it is made anew or lacks most of the library; `down` while Meilisearch does not answer. */
  state: z.enum(['ready', 'building', 'down']),
  documents: count,
  /** Videos whose document is not up to date. */
  behind: count,
  /** Videos whose document Meilisearch refused. */
  refused: count,
  /** What runs or waits to, the oldest first. */
  runs: z.array(indexRun),
  failure: publishFailure.nullable(),
});
export type IndexSummary = z.infer<typeof indexSummary>;

/** A video whose document Meilisearch refused, and why. */
const refusedDocument = z.object({ hash: z.string(), title: z.string(), error: z.string() });

export const indexAnswer = indexSummary.extend({
  lastAudit: indexRun.nullable(),
  lastRebuild: indexRun.nullable(),
  /** When the schedule has the next audit made; null when there is none. */
  nextAuditAt: time.nullable(),
  /** At most 200. */
  refusedDocuments: z.array(refusedDocument),
});
export type IndexAnswer = z.infer<typeof indexAnswer>;

export const indexActionBody = z.object({
  action: z.enum(['rebuild', 'audit', 'retry']),
  /** Of `retry`: the one video; absent for every refused one. */
  hash: z.string().max(64).optional(),
});
export type IndexActionBody = z.infer<typeof indexActionBody>;
