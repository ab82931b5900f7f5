// What a scan does and did, in words. Pure.

import type { ScanStatus } from '../../../core/contract/dashboard.ts';
import { formatAgo, formatCount, formatLongDuration } from '../../lib/format.ts';

type Counts = Pick<ScanStatus, 'added' | 'changed' | 'missing' | 'failed'>;

/** `12 new`, `3 changed`, `1 missing`, `2 failed`: what is zero is left out. */
export function scanCounts(scan: Counts, locale?: string): readonly string[] {
  const counts = [
    [scan.added, 'new'],
    [scan.changed, 'changed'],
    [scan.missing, 'missing'],
    [scan.failed, 'failed'],
  ] as const;
  return counts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${formatCount(count, locale)} ${word}`);
}

/** Speed, time left and counts of a running scan. */
export function scanFacts(
  scan: Counts & Pick<ScanStatus, 'filesPerS' | 'secondsLeft'>,
  locale?: string,
): readonly string[] {
  const { filesPerS, secondsLeft } = scan;
  const speed = filesPerS === null ? [] : [`${formatSpeed(filesPerS, locale)} files/s`];
  const left = secondsLeft === null ? [] : [`${formatLongDuration(secondsLeft, locale)} left`];
  return [...speed, ...left, ...scanCounts(scan, locale)];
}

function formatSpeed(filesPerS: number, locale?: string): string {
  return filesPerS >= 10
    ? formatCount(Math.round(filesPerS), locale)
    : formatCount(Math.round(filesPerS * 10) / 10, locale);
}

/** What the last scan came to, or undefined before the first. */
export function lastScan(scan: ScanStatus, nowMs: number, locale?: string): string | undefined {
  if (scan.finishedAt === null) return undefined;
  const ago = formatAgo(scan.finishedAt, nowMs, locale);
  if (scan.error !== null) return `The last scan ended ${ago} with an error: ${scan.error}`;
  const counts = scanCounts(scan, locale);
  return `The last scan ended ${ago}: ${counts.length === 0 ? 'nothing had changed' : counts.join(', ')}.`;
}
