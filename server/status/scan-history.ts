// The scans that were and will be, as the API says them. Pure.

import { Cron } from 'croner';
import type { Scan } from '../../core/catalogue/scan-store.ts';
import type { Config } from '../../core/config.ts';
import type { ScanHistoryAnswer, ScanRecord } from '../../core/contract/scan-history.ts';

/** A scan of the catalogue. */
export function toScanRecord(scan: Scan): ScanRecord {
  const isRunning = scan.state === 'walking' || scan.state === 'indexing';
  return {
    id: scan.id,
    requestedBy: scan.requested_by,
    mode: scan.mode,
    collection: scan.collection,
    folder: scan.folder,
    state: isRunning ? 'running' : scan.state,
    found: scan.found,
    added: scan.added,
    changed: scan.changed,
    missing: scan.missing,
    requestedAt: isoTime(scan.requested_ms),
    startedAt: optionalTime(scan.started_ms),
    finishedAt: optionalTime(scan.finished_ms),
    error: scan.error,
  };
}

/** The next scan of each entry of the schedule; the times are in the machine's zone. */
export function plannedScans(
  schedule: Config['indexer']['schedule'],
  now: Date,
): ScanHistoryAnswer['planned'] {
  return schedule
    .flatMap(({ cron, mode, collection }) => {
      const next = new Cron(cron).nextRun(now);
      return next === null
        ? []
        : [{ at: next.toISOString(), mode, collection: collection ?? null }];
    })
    .sort((a, b) => a.at.localeCompare(b.at));
}

function isoTime(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

function optionalTime(timeMs: number | null): string | null {
  return timeMs === null ? null : isoTime(timeMs);
}
