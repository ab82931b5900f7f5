// Says in words how far a scan is and what it came to. Pure.

import type { ScanStatus } from '../../core/contract/dashboard.ts';

/** A finished scan, in files. */
export interface ScanResult {
  readonly added: number;
  readonly changed: number;
  readonly missing: number;
  /** Of the added and changed ones, how many could not be read. */
  readonly failed: number;
  /** Videos in the library now. */
  readonly known: number;
  readonly durationS: number;
}

/** A duration for people: `2.1 s`, `3 min 20 s`, `1 h 5 min`. */
export function formatDuration(durationS: number): string {
  if (durationS < 9.95) return `${durationS.toFixed(1)} s`;
  const seconds = Math.round(durationS);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `1 video`, `2,000 videos`. */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** One line about a scan that runs; `behind` counts videos that the search index does not have yet. */
export function describeProgress(status: ScanStatus, behind: number): string {
  switch (status.stage) {
    case 'waiting':
      return 'Waiting for the indexer';
    case 'walking':
      return `Looking for videos: ${countOf(status.total, 'file')} so far`;
    case 'indexing':
      return [
        `Indexing: ${status.done.toLocaleString('en')} of ${countOf(status.total, 'file')}`,
        status.filesPerS === null ? undefined : `${status.filesPerS.toFixed(0)} a second`,
        status.secondsLeft === null
          ? undefined
          : `about ${formatDuration(status.secondsLeft)} left`,
      ]
        .filter((part) => part !== undefined)
        .join(', ');
    case 'publishing':
    case 'idle':
      return `Filling the search index: ${countOf(behind, 'video')} to go`;
  }
}

/** One line about a finished scan. */
export function describeResult(result: ScanResult): string {
  const indexed = Math.max(0, result.added + result.changed - result.failed);
  const asides = [
    result.failed === 0
      ? undefined
      : `${result.failed.toLocaleString('en')} failed; see the dashboard`,
    result.missing === 0 ? undefined : `${result.missing.toLocaleString('en')} missing`,
  ].filter((aside) => aside !== undefined);
  const aside = asides.length === 0 ? '' : ` (${asides.join('; ')})`;
  if (result.added + result.changed === 0)
    return `Nothing new: ${countOf(result.known, 'video')} in the library${aside}`;
  return `Indexed ${countOf(indexed, 'video file')} in ${formatDuration(result.durationS)}${aside}`;
}
