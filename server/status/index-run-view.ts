// A rebuild or an audit, and a failure of publishing, as the API says them. Pure.

import type { IndexRunRow } from '../../core/catalogue/index-run-store.ts';
import type { PublishFailureRow } from '../../core/catalogue/publish-failure-store.ts';
import {
  indexFindings,
  type IndexRun,
  type PublishFailure,
} from '../../core/contract/search-index.ts';

/** Before this share is done, a guess of the time left is not worth being shown. */
const GUESS_FROM_RATIO = 0.05;

/** @param nowMs for the time left */
export function toIndexRun(row: IndexRunRow, nowMs: number): IndexRun {
  return {
    id: row.id,
    kind: row.kind,
    requestedBy: row.requested_by,
    state: row.state,
    attempts: row.attempts,
    stage: row.stage,
    done: row.done,
    total: row.total,
    secondsLeft: row.state === 'running' ? secondsLeft(row, nowMs) : null,
    requestedAt: isoTime(row.requested_ms),
    startedAt: optionalTime(row.started_ms),
    finishedAt: optionalTime(row.finished_ms),
    findings: row.result === null ? null : indexFindings.parse(JSON.parse(row.result)),
    error: row.error,
  };
}

function secondsLeft(row: IndexRunRow, nowMs: number): number | null {
  const { stage_started_ms: startedMs, done, total } = row;
  if (startedMs === null || total === 0 || done < total * GUESS_FROM_RATIO) return null;
  return ((nowMs - startedMs) / 1000 / done) * Math.max(0, total - done);
}

/** The last failure of publishing. */
export function toPublishFailure(row: PublishFailureRow): PublishFailure {
  return {
    step: row.step,
    documents: row.documents,
    reason: row.reason,
    code: row.code,
    type: row.type,
    attempts: row.attempts,
    since: isoTime(row.since_ms),
    lastAt: isoTime(row.last_ms),
    nextTryAt: optionalTime(row.next_try_ms),
    recoveredAt: optionalTime(row.recovered_ms),
  };
}

function isoTime(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

function optionalTime(timeMs: number | null): string | null {
  return timeMs === null ? null : isoTime(timeMs);
}
