// Runs the scans that are asked for, one at a time over all indexers, until the program ends.

import { setTimeout as delay } from 'node:timers/promises';
import { runScan, type ScanParts } from './run-scan.ts';

const IDLE_POLL_MS = 250;

/** Runs scans as they are asked for; `holder` names this process in leases. Rejects with the reason of `signal`. */
export async function runScanLoop(
  parts: ScanParts,
  holder: string,
  signal: AbortSignal,
): Promise<never> {
  for (;;) {
    const scan = await parts.scans.claim(holder);
    if (scan === undefined) await delay(IDLE_POLL_MS, undefined, { signal });
    else await runScan(scan, parts, signal);
  }
}
