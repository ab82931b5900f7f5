// Has the index compared with the catalogue at the times of a schedule.

import { Cron } from 'croner';
import type { IndexRunStore } from '../../core/catalogue/index-run-store.ts';
import type { Log } from '../../core/log.ts';

/** Asks for an audit at the times of a cron text, never without one. Returns what ends that. */
export function scheduleAudits(
  runs: IndexRunStore,
  schedule: string | undefined,
  log: Log,
): () => void {
  if (schedule === undefined) return () => undefined;
  const onError = (error: unknown) => log.error({ err: error }, 'the audit was not scheduled');
  const audits = new Cron(schedule, { catch: onError }, async () => {
    await runs.request('audit', 'schedule');
  });
  return () => audits.stop();
}
