// The scans that were and will be, in words. Pure.

import type { ScanHistoryAnswer, ScanRecord } from '../../../core/contract/scan-history.ts';
import { formatCount, formatLongDuration, formatTook } from '../../lib/format.ts';
import { formatMoment } from '../../lib/format-moment.ts';
import { describeScope, scanCounts, scanModeWords } from './scan-words.ts';

const requesters = {
  person: 'by hand',
  start: 'at the start',
  schedule: 'by schedule',
  watcher: 'by the file listener',
} as const satisfies Record<ScanRecord['requestedBy'], string>;

/** `Full scan of Films, by hand`. */
export function describeRequest(scan: ScanRecord): string {
  const mode = scanModeWords[scan.mode].label;
  return `${mode}: ${describeScope(scan)}, ${requesters[scan.requestedBy]}`;
}

/** What a scan came to, or why it did not. */
export function describeOutcome(scan: ScanRecord, locale?: string): string {
  switch (scan.state) {
    case 'queued':
      return 'Waiting';
    case 'running':
      return 'Running';
    case 'failed':
      return `Failed: ${scan.error ?? 'no reason is known.'}`;
    case 'cancelled':
      return ['Stopped', ...scanCounts({ ...scan, failed: 0 }, locale)].join(' · ');
    case 'done': {
      const counts = scanCounts({ ...scan, failed: 0 }, locale);
      const files = `${formatCount(scan.found, locale)} ${scan.found === 1 ? 'file' : 'files'}`;
      return [files, ...(counts.length === 0 ? ['nothing new'] : counts)].join(' · ');
    }
    default:
      return scan.state satisfies never;
  }
}

/** When a scan was, and how long it took. */
export function describeTime(scan: ScanRecord, nowMs: number, locale?: string): string {
  const moment = formatMoment(scan.startedAt ?? scan.requestedAt, nowMs, locale);
  if (scan.startedAt === null || scan.finishedAt === null) return moment;
  return `${moment}, ${formatTook(scan.startedAt, scan.finishedAt, locale)}`;
}

/** When the next scans are, as a sentence. */
export function describePlans(
  { rescanMinutes, planned }: Pick<ScanHistoryAnswer, 'rescanMinutes' | 'planned'>,
  nowMs: number,
  locale?: string,
): string {
  const [next] = planned;
  const regular =
    rescanMinutes > 0
      ? `A scan for what is new is made ${everyMinutes(rescanMinutes, locale)}.`
      : 'No regular scan is set (indexer.rescanMinutes).';
  if (next === undefined) return regular;
  const what = `${scanModeWords[next.mode].label}, ${next.collection ?? 'the whole library'}`;
  return `${regular} By schedule: ${formatMoment(next.at, nowMs, locale)} (${what}).`;
}

function everyMinutes(minutes: number, locale: string | undefined): string {
  return minutes === 60 ? 'every hour' : `every ${formatLongDuration(minutes * 60, locale)}`;
}
