// A running scan in words.

import type { ScanStatus } from '../../core/contract/dashboard.ts';
import { formatCount } from './format.ts';

export interface ScanProgress {
  readonly text: string;
  /** 0 to 100; undefined while the total is not known yet. */
  readonly percent: number | undefined;
}

/** What a running scan is doing, or undefined when none runs. */
export function describeScan(
  scan: Pick<ScanStatus, 'state' | 'stage' | 'done' | 'total'>,
  locale?: string,
): ScanProgress | undefined {
  if (scan.state === 'idle') return undefined;
  const count = (value: number) => formatCount(value, locale);
  const isCounted = scan.total > 0 && (scan.stage === 'indexing' || scan.stage === 'publishing');
  const percent = isCounted ? Math.min(100, Math.floor((scan.done / scan.total) * 100)) : undefined;
  switch (scan.stage) {
    case 'idle':
    case 'waiting':
      return { text: 'Waiting to scan', percent };
    case 'walking':
      return {
        text: scan.total > 0 ? `Finding files: ${count(scan.total)} so far` : 'Finding files',
        percent,
      };
    case 'indexing':
      return { text: `Indexing ${count(scan.done)} of ${count(scan.total)}`, percent };
    case 'publishing':
      return { text: `Making searchable: ${count(scan.done)} of ${count(scan.total)}`, percent };
    default:
      return scan.stage satisfies never;
  }
}
