// The worker: makes the previews that the catalogue asks for. Composition only.

import { mkdir } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { LEASE_MS, renewLeases } from '../core/catalogue/lease.ts';
import { PreviewStore } from '../core/catalogue/preview-store.ts';
import { ProcessStore } from '../core/catalogue/process-store.ts';
import { VideoStore } from '../core/catalogue/video-store.ts';
import { runProgram, type ProgramContext } from '../core/program.ts';
import { JobQueue } from './jobs/job-queue.ts';
import { Readiness } from './jobs/readiness.ts';
import { runJob } from './jobs/run-job.ts';
import { WorkFolders } from './jobs/work-folders.ts';

/** Starts making previews; ends by the context's shutdown, which gives unfinished jobs back. */
export async function runWorker(context: ProgramContext): Promise<void> {
  const { config, catalogue, log, shutdown, warnings } = context;
  const { processId: holder, dataDir } = config;
  const { signal } = shutdown;
  const previewsDir = join(dataDir, 'previews');
  await mkdir(previewsDir, { recursive: true });
  // For ffmpeg, which inherits it: making previews must not make playing stutter.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

  const previews = new PreviewStore(catalogue);
  const videos = new VideoStore(catalogue);
  const workFolders = new WorkFolders(previewsDir, holder);
  const running = await new ProcessStore(catalogue).running();
  await workFolders.removeLeftovers(running.map(({ id }) => id));
  await previews.releaseAll(holder);

  const { concurrency } = config.worker;
  const settings = { ...config.ffmpeg, concurrency };
  const readiness = new Readiness({ settings, dataDir, warnings, log });
  const services = { previews, videos, workFolders, previewsDir, readiness, holder, log, signal };
  const queue = new JobQueue({
    concurrency,
    claim: async (limit) =>
      (await readiness.readTools()) === undefined ? [] : await previews.claim(holder, limit),
    run: (job) => runJob(job, services),
    log,
    signal,
  });

  const renewal = setInterval(() => {
    renewLeases(catalogue, 'previews', holder).catch((error: unknown) =>
      log.warn({ err: error }, 'leases could not be renewed'),
    );
  }, LEASE_MS / 3);
  shutdown.add('preview jobs', async () => {
    await queue.ended();
    clearInterval(renewal);
  });
  queue.start();
  log.info({ concurrency, previewsDir }, 'worker is up');
}

if (import.meta.main) await runProgram('worker', runWorker);
