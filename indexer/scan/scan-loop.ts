// Runs the scans that are asked for, one at a time over all indexers, until the program ends.

import { setTimeout as delay } from 'node:timers/promises';
import type { ScanStore } from '../../core/catalogue/scan-store.ts';
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

/** Asks for a scan every `minutes`; returns what stops it. With 0 it never asks. */
export function scheduleScans(scans: ScanStore, minutes: number): () => void {
  if (minutes === 0) return () => undefined;
  const timer = setInterval(() => {
    void scans.request({ requestedBy: 'schedule', mode: 'new' });
  }, minutes * 60_000);
  return () => clearInterval(timer);
}
