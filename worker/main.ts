// The worker: makes the previews that the catalogue asks for. Composition only.

import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { LEASE_MS, renewLeases } from '../core/catalogue/lease.ts';
import { LibraryStore } from '../core/catalogue/library-store.ts';
import { NamedLease } from '../core/catalogue/named-lease.ts';
import { PosterChoiceStore } from '../core/catalogue/poster-choice-store.ts';
import { PreviewBudgetStore } from '../core/catalogue/preview-budget-store.ts';
import { PreviewJobs } from '../core/catalogue/preview-jobs.ts';
import { PreviewOrders } from '../core/catalogue/preview-orders.ts';
import { PreviewStore } from '../core/catalogue/preview-store.ts';
import { ProcessStore } from '../core/catalogue/process-store.ts';
import { isTeaser } from '../core/catalogue/teaser-kinds.ts';
import { VideoStore } from '../core/catalogue/video-store.ts';
import { runProgram, type ProgramContext } from '../core/program.ts';
import { JobQueue, type JobQueueOptions } from './jobs/job-queue.ts';
import { KindsInTurn } from './jobs/kinds-in-turn.ts';
import { PreviewBudget } from './jobs/preview-budget.ts';
import { Readiness } from './jobs/readiness.ts';
import { runJob, type JobServices } from './jobs/run-job.ts';
import { WorkFolders } from './jobs/work-folders.ts';
import { LibraryReach } from './source/library-reach.ts';

/** Starts making previews; ends by the context's shutdown, which gives unfinished jobs back. */
export async function runWorker(context: ProgramContext): Promise<void> {
  const { config, catalogue, log, shutdown, warnings } = context;
  const { processId: holder, dataDir } = config;
  const { signal } = shutdown;
  const previewsDir = join(dataDir, 'previews');
  // For ffmpeg, which inherits it: making previews must not make playing stutter.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

  const jobs = new PreviewJobs(catalogue);
  const workFolders = new WorkFolders(previewsDir, holder);
  const running = await new ProcessStore(catalogue).running();
  await workFolders
    .removeLeftovers(running.map(({ id }) => id))
    .catch((error: unknown) => log.warn({ err: error }, 'leftovers could not be removed'));
  const interrupted = await jobs.recoverFrom(holder);
  if (interrupted > 0) log.warn({ interrupted }, 'the last worker died over previews');
  const outdated = await new PreviewOrders(catalogue).queueOutdated();
  if (outdated > 0) log.info({ outdated }, 'previews of earlier recipes are made again');

  const { concurrency, kinds } = config.worker;
  const settings = { ...config.ffmpeg, concurrency };
  const readiness = new Readiness({ settings, previewsDir, warnings, log });
  const services = {
    ...{ jobs, workFolders, previewsDir, readiness, holder, log },
    previews: new PreviewStore(catalogue),
    videos: new VideoStore(catalogue),
    posterChoices: new PosterChoiceStore(catalogue),
    reach: new LibraryReach(new LibraryStore(catalogue)),
  };
  const budget = await startBudget(context, previewsDir);
  const queue = new JobQueue({
    concurrency,
    claim: claimWith({ ...services, budget }, new KindsInTurn(kinds)),
    held: () => jobs.heldBy(holder),
    run: (job, signal) => runJob(job, services, signal),
    giveBack: (job) => jobs.release(holder, job),
    log,
    signal,
  });

  const renewal = setInterval(() => {
    renewLeases(catalogue, 'previews', holder)
      .then(() => jobs.recoverLapsed(holder))
      .catch((error: unknown) => log.warn({ err: error }, 'leases could not be renewed'));
  }, LEASE_MS / 3);
  shutdown.add('preview jobs', async () => {
    await queue.ended();
    clearInterval(renewal);
  });
  queue.start();
  log.info({ concurrency, kinds, previewsDir }, 'worker is up');
}

function claimWith(
  {
    jobs,
    readiness,
    reach,
    holder,
    budget,
  }: JobServices & { readonly budget: PreviewBudget | undefined },
  inTurn: KindsInTurn,
): JobQueueOptions['claim'] {
  return async (running) => {
    const tools = await readiness.readTools();
    if (tools === undefined) return undefined;
    const kinds = inTurn.order.filter((kind) => tools.hasX264 || !isTeaser(kind));
    const unreachableRoots = await reach.unreachableRoots();
    const hasRoom = budget?.hasRoom ?? true;
    const options = { kinds, running, unreachableRoots, hasRoom };
    const job = await jobs.claim(holder, options);
    if (job !== undefined) inTurn.took(job.kind);
    return job;
  };
}

/** Keeps to the disk budget, if there is one. */
async function startBudget(
  { config, catalogue, log, shutdown, warnings }: ProgramContext,
  previewsDir: string,
): Promise<PreviewBudget | undefined> {
  const { budgetGb } = config.previews;
  if (budgetGb === undefined) return undefined;
  const budget = new PreviewBudget({
    budgetBytes: budgetGb * 1e9,
    store: new PreviewBudgetStore(catalogue),
    lease: new NamedLease(catalogue, 'previewTrimmer', config.processId),
    ...{ previewsDir, warnings, log, signal: shutdown.signal },
  });
  // Before the first job, so that no teaser is made for which there is no room.
  await budget.keep();
  const watching = budget.watch();
  shutdown.add('preview budget', () => watching);
  return budget;
}

if (import.meta.main) await runProgram('worker', runWorker);
