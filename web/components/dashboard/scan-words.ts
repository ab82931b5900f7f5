// What a scan does and did, in words. Pure.

import type { ScanMode, ScanStatus } from '../../../core/contract/dashboard.ts';
import { formatAgo, formatCount, formatLongDuration } from '../../lib/format.ts';

/** What each way of scanning is called, and when a person wants it. */
export const scanModeWords = {
  new: {
    label: 'New and changed',
    about: 'Reads what is new, or differs in size or time. Fast, and usually all that is needed.',
  },
  full: {
    label: 'Full',
    about: 'Reads the names, sidecars and media information of every file again.',
  },
  rehash: {
    label: 'Identify again',
    about: 'Also compares the content of every file: for files that changed without a trace.',
  },
} as const satisfies Record<ScanMode, { readonly label: string; readonly about: string }>;

/** One part of a running scan. */
export interface StageWords {
  readonly label: string;
  readonly text: string;
  /** 0 to 100; undefined while the end is not known. */
  readonly percent: number | undefined;
}

const stageLabels = {
  walking: 'Finding files',
  reading: 'Reading files',
  publishing: 'Making searchable',
} as const satisfies Record<ScanStatus['stages'][number]['stage'], string>;

/** The parts of a running scan, which go on side by side. */
export function describeStages(
  stages: ScanStatus['stages'],
  locale?: string,
): readonly StageWords[] {
  return stages.map(({ stage, done, total }) => {
    const count = (value: number) => formatCount(value, locale);
    const label = stageLabels[stage];
    if (total === null) return { label, text: `${count(done)} so far`, percent: undefined };
    if (stage === 'walking') return { label, text: `${count(done)} found`, percent: 100 };
    if (total === 0) return { label, text: 'Nothing to do', percent: 100 };
    const percent = Math.min(100, Math.floor((done / total) * 100));
    return { label, text: `${count(done)} of ${count(total)}`, percent };
  });
}

/** What a scan is of: `the whole library`, a collection, or a folder. */
export function describeScope({
  collection,
  folder,
}: Pick<ScanStatus, 'collection' | 'folder'>): string {
  return folder ?? collection ?? 'the whole library';
}

type Counts = Partial<Pick<ScanStatus, 'added' | 'changed' | 'missing' | 'failed'>>;

/** `12 new`, `3 changed`, `1 missing`, `2 failed`: what is zero or not known is left out. */
export function scanCounts(scan: Counts, locale?: string): readonly string[] {
  const counts = [
    [scan.added ?? 0, 'new'],
    [scan.changed ?? 0, 'changed'],
    [scan.missing ?? 0, 'missing'],
    [scan.failed ?? 0, 'failed'],
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
