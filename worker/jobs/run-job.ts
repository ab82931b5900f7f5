// One preview job from its claim to its end: made, failed or given back. Never throws for the job's sake.

import { randomBytes } from 'node:crypto';
import type { PosterChoiceStore } from '../../core/catalogue/poster-choice-store.ts';
import type { PreviewFile, PreviewJob, PreviewStore } from '../../core/catalogue/preview-store.ts';
import type { VideoStore } from '../../core/catalogue/video-store.ts';
import { describeError, NotFoundError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { FfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { makePosterOfFrame, makePosterOfPicture } from '../previews/chosen-poster.ts';
import { makePreview } from '../previews/make-preview.ts';
import { inspectSource } from '../../core/media/inspect-source.ts';
import { locateVideo } from '../source/locate-video.ts';
import { PreviewFolder } from './preview-folder.ts';
import type { Readiness } from './readiness.ts';
import type { WorkFolders } from './work-folders.ts';

/** What a job is run with. */
export interface JobServices {
  readonly previews: PreviewStore;
  readonly videos: VideoStore;
  readonly posterChoices: PosterChoiceStore;
  readonly workFolders: WorkFolders;
  readonly previewsDir: string;
  readonly readiness: Readiness;
  /** Whose lease the jobs are under. */
  readonly holder: string;
  readonly log: Log;
  /** Aborting it gives jobs back untried. */
  readonly signal: AbortSignal;
}

/** Runs a claimed job and stores what came of it. */
export async function runJob(job: PreviewJob, services: JobServices): Promise<void> {
  const { previews, readiness, holder, log, signal } = services;
  const { hash, kind } = job;
  const startedMs = performance.now();
  try {
    const tools = await readiness.readTools();
    if (tools === undefined) {
      await previews.release(holder, job);
      return;
    }
    const bytes = await makeAndStore(job, services, { tools, startedMs });
    log.info(
      { hash, kind, bytes, tookMs: Math.round(performance.now() - startedMs) },
      'preview written',
    );
  } catch (error) {
    if (signal.aborted || (await readiness.recheckTools()) === undefined) {
      await previews.release(holder, job);
      return;
    }
    // No other attempt finds a file that is not there.
    const isFinal = error instanceof NotFoundError;
    log.warn({ err: error, hash, kind, isFinal, attempt: job.attempts + 1 }, 'preview failed');
    await previews.fail(holder, job, { error: describeError(error), isFinal });
  }
}

/** Returns the size of the new files in bytes. */
async function makeAndStore(
  job: PreviewJob,
  services: JobServices,
  options: { readonly tools: FfmpegTools; readonly startedMs: number },
): Promise<number> {
  const { previews, workFolders, previewsDir, holder } = services;
  const target = new PreviewFolder(previewsDir, job);
  const workFolder = await workFolders.make();
  try {
    const made = await make(job, services, { workFolder, tools: options.tools });
    const earlier = await target.names();
    const files = await target.publish(workFolder, made);
    await previews.finish(holder, job, { files, tookMs: performance.now() - options.startedMs });
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
  { videos, posterChoices, signal }: JobServices,
  { workFolder, tools }: { readonly workFolder: string; readonly tools: FfmpegTools },
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
