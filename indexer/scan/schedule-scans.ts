// Asks for scans at the times that the settings name. The scans are the scan loop's.

import { Cron } from 'croner';
import type { ScanRequest, ScanStore } from '../../core/catalogue/scan-store.ts';
import type { Config } from '../../core/config.ts';
import type { Log } from '../../core/log.ts';

/** Asks for scans every so many minutes and by the schedule, in the machine's time zone; returns what stops it. */
export function scheduleScans(
  scans: ScanStore,
  { rescanMinutes, schedule }: Pick<Config['indexer'], 'rescanMinutes' | 'schedule'>,
  log: Log,
): () => void {
  const ask = async (request: Pick<ScanRequest, 'mode' | 'collection'>) => {
    try {
      await scans.request({ requestedBy: 'schedule', ...request });
    } catch (error) {
      log.error({ err: error }, 'a scheduled scan could not be asked for');
    }
  };
  const timers = schedule.map(({ cron, ...request }) => new Cron(cron, () => ask(request)));
  const everyMs = rescanMinutes * 60_000;
  const rescans = everyMs === 0 ? undefined : setInterval(() => void ask({ mode: 'new' }), everyMs);
  return () => {
    clearInterval(rescans);
    for (const timer of timers) timer.stop();
  };
}
