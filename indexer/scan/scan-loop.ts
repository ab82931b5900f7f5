// Runs the scans that are asked for, one at a time over all indexers, until the program ends.

import { setTimeout as delay } from 'node:timers/promises';
import { errorFields } from '../../core/errors.ts';
import { runScan, type ScanParts } from './run-scan.ts';

const IDLE_POLL_MS = 250;

/** The catalogue did not take something: its disk is perhaps full. */
const AFTER_FAILURE_MS = 2000;

/**
 * Runs scans as they are asked for; `holder` names this process in leases. A scan of which the catalogue did not take the
 * progress begins again. Rejects with the reason of `signal`, and with nothing else.
 */
export async function runScanLoop(
  parts: ScanParts,
  holder: string,
  signal: AbortSignal,
): Promise<never> {
  let hasFailed = false;
  for (;;) {
    try {
      if (hasFailed) await parts.scans.release(holder);
      hasFailed = false;
      const scan = await parts.scans.claim(holder);
      if (scan === undefined) await delay(IDLE_POLL_MS, undefined, { signal });
      else await runScan(scan, parts, signal);
    } catch (error) {
      signal.throwIfAborted();
      hasFailed = true;
      parts.log.error(errorFields(error), 'scanning failed; it goes on in a moment');
      await delay(AFTER_FAILURE_MS, undefined, { signal });
    }
  }
}
