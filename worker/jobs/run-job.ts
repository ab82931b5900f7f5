// One preview job from its claim to its end: made, failed or given back. Never throws for the job's sake.

import { randomBytes } from 'node:crypto';
import { isCatalogueFailure } from '../../core/catalogue/catalogue-failure.ts';
import type { PosterChoiceStore } from '../../core/catalogue/poster-choice-store.ts';
import type { PreviewJob, PreviewJobs } from '../../core/catalogue/preview-jobs.ts';
import type { PreviewFile, PreviewStore } from '../../core/catalogue/preview-store.ts';
import type { VideoStore } from '../../core/catalogue/video-store.ts';
import { describeError, NotFoundError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { FfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { makePosterOfFrame, makePosterOfPicture } from '../previews/chosen-poster.ts';
import { makePreview } from '../previews/make-preview.ts';
import { inspectSource } from '../../core/media/inspect-source.ts';
import type { LibraryReach } from '../source/library-reach.ts';
import { locateVideo } from '../source/locate-video.ts';
import { PreviewFolder } from './preview-folder.ts';
import type { Readiness } from './readiness.ts';
import type { WorkFolders } from './work-folders.ts';

/** What a job is run with. */
export interface JobServices {
  readonly jobs: PreviewJobs;
  readonly previews: PreviewStore;
  readonly videos: VideoStore;
  readonly posterChoices: PosterChoiceStore;
  readonly reach: LibraryReach;
  readonly workFolders: WorkFolders;
  readonly previewsDir: string;
  readonly readiness: Readiness;
  /** Whose lease the jobs are under. */
  readonly holder: string;
  readonly log: Log;
}

/**
 * Runs a claimed job and stores what came of it; aborting the signal gives it back untried.
 *
 * @throws what the catalogue throws when it does not even take the job back.
 */
export async function runJob(
  job: PreviewJob,
  services: JobServices,
  signal: AbortSignal,
): Promise<void> {
  const { jobs, readiness, holder, log } = services;
  const { hash, kind } = job;
  const startedMs = performance.now();
  try {
    const tools = await readiness.readTools();
    if (tools === undefined) {
      await jobs.release(holder, job);
      return;
    }
    const bytes = await makeAndStore(job, services, { tools, startedMs, signal });
    log.info(
      { hash, kind, bytes, tookMs: Math.round(performance.now() - startedMs) },
      'preview written',
    );
  } catch (error) {
    if (signal.aborted || isCatalogueFailure(error) || !(await isToBlame(job, services))) {
      await jobs.release(holder, job);
      return;
    }
    // No other attempt finds a file that is not there.
    const isFinal = error instanceof NotFoundError;
    log.warn({ err: error, hash, kind, isFinal, attempt: job.attempts + 1 }, 'preview failed');
    await jobs.fail(holder, job, { error: describeError(error), isFinal });
  }
}

interface MakeOptions {
  readonly tools: FfmpegTools;
  readonly signal: AbortSignal;
}

/** Whether a failure is the file's: not when ffmpeg is gone, or the drive that all copies of the file are on. */
async function isToBlame(
  { hash }: PreviewJob,
  { readiness, reach, videos }: JobServices,
): Promise<boolean> {
  if ((await readiness.recheckTools()) === undefined) return false;
  const unreachable = await reach.lookAgain();
  const files = await videos.files(hash);
  return files.some(({ root, isMissing }) => !isMissing && !unreachable.includes(root));
}

/** Returns the size of the new files in bytes. */
async function makeAndStore(
  job: PreviewJob,
  services: JobServices,
  options: MakeOptions & { readonly startedMs: number },
): Promise<number> {
  const { jobs, previews, workFolders, previewsDir, holder } = services;
  const target = new PreviewFolder(previewsDir, job);
  const workFolder = await workFolders.make();
  try {
    const made = await make(job, services, { workFolder, ...options });
    const earlier = await target.names();
    const files = await target.publish(workFolder, made);
    await jobs.finish(holder, job, { files, tookMs: performance.now() - options.startedMs });
    // Where the lease was lost meanwhile, another worker's files are the ones that count, and ours go.
    const isOurs = await isStored(previews, job, files);
    await target.remove(isOurs ? earlier : made.map(({ name }) => name));
    return files.reduce((sum, file) => sum + file.sizeBytes, 0);
  } finally {
    await workFolders.remove(workFolder);
  }
}

async function make(
  { hash, kind }: PreviewJob,
  { videos, posterChoices }: JobServices,
  { workFolder, tools, signal }: MakeOptions & { readonly workFolder: string },
) {
  signal.throwIfAborted();
  const namePrefix = `${kind}-${randomBytes(4).toString('hex')}`;
  const work = { folder: workFolder, namePrefix, tools, signal };
  const choice = kind === 'poster' ? await posterChoices.find(hash) : undefined;
  if (choice !== undefined && 'picture' in choice)
    return await makePosterOfPicture(work, choice.picture);
  const file = await locateVideo(await videos.files(hash), workFolder);
  const task = { ...work, source: await inspectSource(file, { tools, signal }) };
  const chosen = choice === undefined ? undefined : await makePosterOfFrame(task, choice.timeS);
  return chosen ?? (await makePreview(kind, task));
}

async function isStored(
  previews: PreviewStore,
  { hash, kind }: PreviewJob,
  files: readonly PreviewFile[],
): Promise<boolean> {
  const stored = await previews.find(hash, kind);
  const paths = new Set(stored?.files.map(({ path }) => path));
  return files.every(({ path }) => paths.has(path));
}
