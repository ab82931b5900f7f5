// Announces the bundled Meilisearch in the catalogue, which it cannot do itself.

import { hostname } from 'node:os';
import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { ProcessStore } from '../../core/catalogue/process-store.ts';
import type { Log } from '../../core/log.ts';
import { processIdOf } from './programs.ts';

const HEARTBEAT_MS = 3000;
const id = processIdOf('meilisearch');

/** What is announced and where failures are told. */
export interface MeilisearchHeartbeatOptions {
  readonly catalogue: Catalogue;
  /** The process id now; undefined while it does not run. */
  readonly pidNow: () => number | undefined;
  readonly log: Log;
}

/** Announces Meilisearch every few seconds while it runs. Returns what ends that and withdraws it. */
export function startMeilisearchHeartbeat(
  options: MeilisearchHeartbeatOptions,
): () => Promise<void> {
  const { catalogue, pidNow, log } = options;
  const processes = new ProcessStore(catalogue);
  let startedMs = Date.now();
  let lastPid: number | undefined;
  const beat = async () => {
    const pid = pidNow();
    if (pid !== lastPid) startedMs = Date.now();
    lastPid = pid;
    if (pid === undefined) await processes.withdraw(id);
    else
      await processes.announce({
        ...{ id, program: 'meilisearch', pid, host: hostname(), startedMs, warnings: [] },
      });
  };
  const beatSafely = () => {
    beat().catch((error: unknown) => log.warn({ err: error }, 'heartbeat failed'));
  };
  const timer = setInterval(beatSafely, HEARTBEAT_MS);
  beatSafely();
  return async () => {
    clearInterval(timer);
    await processes.withdraw(id);
  };
}
