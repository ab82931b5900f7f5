// The indexer: finds, reads and publishes videos. Only puts the parts together.

import { FailedFileStore } from '../core/catalogue/failed-file-store.ts';
import { FolderStore } from '../core/catalogue/folder-store.ts';
import { GoneStore } from '../core/catalogue/gone-store.ts';
import { IndexingStore } from '../core/catalogue/indexing-store.ts';
import { IndexRunStore } from '../core/catalogue/index-run-store.ts';
import { LEASE_MS, releaseLeases, renewLeases } from '../core/catalogue/lease.ts';
import { LibraryStore } from '../core/catalogue/library-store.ts';
import type { Catalogue } from '../core/catalogue/open-catalogue.ts';
import { ProcessStore } from '../core/catalogue/process-store.ts';
import { ScanStore } from '../core/catalogue/scan-store.ts';
import { syncConfigured } from '../core/catalogue/sync-configured.ts';
import { TermStore } from '../core/catalogue/term-store.ts';
import { errorFields } from '../core/errors.ts';
import { openLog, type Log } from '../core/log.ts';
import { runProgram, type ProgramContext } from '../core/program.ts';
import { meiliConnection } from '../meili/meili-connection.ts';
import { createIdentifier } from './identify/identifier.ts';
import { indexFile } from './index-file.ts';
import { runIndexingLoop } from './indexing-loop.ts';
import { keepHeapSmall } from '../core/keep-heap-small.ts';
import { Publisher } from './publish/publisher.ts';
import { scheduleAudits } from './publish/schedule-audits.ts';
import { compileNameRules } from './parse/name/name-rules.ts';
import { createProbe } from './probe/create-probe.ts';
import { refreshTerms } from './refresh-terms.ts';
import { runRetryUntriedLoop } from './retry-untried.ts';
import { runScanLoop } from './scan/scan-loop.ts';
import { scheduleScans } from './scan/schedule-scans.ts';
import { runSettleLoop } from './scan/settle-gone.ts';
import { markUnwatched, runWatcher } from './watch/run-watcher.ts';

/** Runs the indexer until the program ends. */
export async function runIndexer({
  config,
  catalogue,
  log,
  shutdown,
  warnings,
}: ProgramContext): Promise<void> {
  keepHeapSmall();
  const rules = compileNameRules(config);
  const stores = {
    indexing: new IndexingStore(catalogue, config.previews.automatic),
    folders: new FolderStore(catalogue),
    gone: new GoneStore(catalogue),
    scans: new ScanStore(catalogue),
    libraries: new LibraryStore(catalogue),
    failedFiles: new FailedFileStore(catalogue),
  };
  const holder = config.processId;
  await registerLibraries(stores.libraries, { catalogue, config, log });
  const lease = await holdLeases(catalogue, holder, log);
  shutdown.add('leases', lease.release);

  const sideLog = { dataDir: config.dataDir, terminal: 'none', ...config.log } as const;
  const collisions = await openLog({ name: 'collisions', ...sideLog });
  const watcherLog = await openLog({ name: 'watcher', ...sideLog });
  const identifier = createIdentifier();
  shutdown.add('identifier', identifier.close);
  const { ffprobePath } = config.ffmpeg;
  const prober = createProbe({ ffprobePath, log });
  shutdown.add('prober', prober.close);
  const reading = { ...stores, identifier, prober, rules, collisions, log };

  await stores.scans.request({ requestedBy: 'start', mode: 'new' });
  shutdown.add('schedule', scheduleScans(stores.scans, config.indexer, log));
  shutdown.add(
    'audits',
    scheduleAudits(new IndexRunStore(catalogue), config.indexer.auditSchedule, log),
  );
  const publisher = new Publisher({
    catalogue,
    connection: await meiliConnection(config),
    holder,
    log,
  });
  const { signal } = shutdown;
  const { extensions, exclude } = config;
  const { enabled, pollMinutes } = config.indexer.watch;
  const watcher = {
    ...stores,
    catalogue,
    holder,
    log: watcherLog,
    extensions,
    exclude,
    pollMinutes,
  };
  const loops = [
    enabled ? runWatcher(watcher, signal) : markUnwatched(stores.libraries),
    runScanLoop({ ...stores, log, extensions, exclude }, holder, signal),
    runIndexingLoop(
      {
        ...stores,
        log,
        holder,
        concurrency: config.indexer.concurrency,
        indexFile: (file, options) => indexFile(file, reading, options),
      },
      signal,
    ),
    runSettleLoop({ ...stores, log }, signal),
    runRetryUntriedLoop({ ...stores, ffprobePath, warnings, log }, signal),
    publisher.run(signal),
    refreshTerms(new TermStore(catalogue), log, signal).catch((error: unknown) => {
      log.error({ err: error }, 'terms of an older tokenizer were not counted anew');
    }),
  ];
  shutdown.add('loops', async () => {
    await Promise.allSettled(loops);
  });
  log.info('indexer is running');
}

/** The supervisor does the same before it starts its programs; an indexer that runs alone has nobody to do it. */
async function registerLibraries(
  libraries: LibraryStore,
  { catalogue, config, log }: Pick<ProgramContext, 'catalogue' | 'config' | 'log'>,
): Promise<void> {
  const processes = new ProcessStore(catalogue);
  const sync = { libraries, processes, indexerId: config.processId };
  for (const note of await syncConfigured(sync, config.libraries)) log.warn(note);
  await libraries.add(config.folders);
}

/** Takes back at once what this process held before it was restarted, and keeps what it holds from now on. */
async function holdLeases(catalogue: Catalogue, holder: string, log: Log) {
  const release = async () => {
    await releaseLeases(catalogue, 'files', holder);
    await releaseLeases(catalogue, 'scans', holder);
  };
  await release();
  const renew = async () => {
    await renewLeases(catalogue, 'files', holder);
    await renewLeases(catalogue, 'scans', holder);
  };
  const timer = setInterval(() => {
    renew().catch((error: unknown) => log.warn(errorFields(error), 'leases not renewed'));
  }, LEASE_MS / 3);
  return {
    release: async () => {
      clearInterval(timer);
      await release();
    },
  };
}

if (import.meta.main) await runProgram('indexer', runIndexer);
