// How far a scan is, from the catalogue's counters. Pure.

import type { Scan } from '../../core/catalogue/scan-store.ts';
import type { ScanStatus } from '../../core/contract/dashboard.ts';

const idle: ScanStatus = {
  id: null,
  state: 'idle',
  mode: null,
  collection: null,
  folder: null,
  stage: 'idle',
  stages: [],
  done: 0,
  total: 0,
  added: 0,
  changed: 0,
  missing: 0,
  failed: 0,
  filesPerS: null,
  secondsLeft: null,
  startedAt: null,
  finishedAt: null,
  error: null,
};

/** What the catalogue says of the indexer's work now. */
export interface ScanFacts {
  readonly scan: Scan | undefined;
  /** Files that wait to be read or are being read. */
  readonly pending: number;
  /** Those of them that wait for the next scan. */
  readonly parked: number;
  /** Videos that the search index does not have as they are now. */
  readonly behind: number;
  readonly failed: number;
  readonly nowMs: number;
}

/**
 * Describes a scan for a progress bar. Unchanged files count as done when they are found; the speed is that of the files
 * that had to be read, since the scan began.
 */
export function scanProgress(facts: ScanFacts): ScanStatus {
  const { scan, pending, parked, failed, nowMs } = facts;
  if (scan === undefined) return { ...idle, failed, ...withoutScan(pending) };
  const isOpen = scan.state === 'queued' || scan.state === 'walking' || scan.state === 'indexing';
  const isRunning = isOpen || pending > parked;
  const total = Math.max(scan.found, pending);
  const read = Math.max(0, scan.added + scan.changed - pending);
  const elapsedS = scan.started_ms === null ? 0 : (nowMs - scan.started_ms) / 1000;
  const filesPerS = isRunning && read > 0 && elapsedS > 0 ? read / elapsedS : null;
  return {
    id: scan.id,
    state: isRunning ? 'running' : 'idle',
    mode: scan.mode,
    collection: scan.collection,
    folder: scan.folder,
    stage: stageOf(scan, isRunning),
    stages: stagesOf(scan, facts),
    done: total - pending,
    total,
    added: scan.added,
    changed: scan.changed,
    missing: scan.missing,
    failed,
    filesPerS,
    secondsLeft: filesPerS === null || scan.state === 'walking' ? null : pending / filesPerS,
    startedAt: isoTime(scan.started_ms),
    finishedAt: isoTime(scan.finished_ms),
    error: scan.error,
  };
}

function withoutScan(pending: number): Partial<ScanStatus> {
  return pending === 0 ? {} : { state: 'running', stage: 'indexing', total: pending };
}

function stageOf(scan: Scan, isRunning: boolean): ScanStatus['stage'] {
  if (scan.state === 'queued') return 'waiting';
  if (scan.state === 'walking') return 'walking';
  return isRunning ? 'indexing' : 'idle';
}

function stagesOf(scan: Scan, { pending, behind }: ScanFacts): ScanStatus['stages'] {
  const isWalked = scan.state !== 'queued' && scan.state !== 'walking';
  const toRead = Math.max(scan.added + scan.changed, pending);
  const read = toRead - pending;
  const toPublish = Math.max(toRead, behind);
  return [
    { stage: 'walking', done: scan.found, total: isWalked ? scan.found : null },
    { stage: 'reading', done: read, total: isWalked ? toRead : null },
    { stage: 'publishing', done: Math.max(0, read - behind), total: isWalked ? toPublish : null },
  ];
}

function isoTime(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString();
}
