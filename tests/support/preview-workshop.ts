// A worker's parts around a library with one video, for tests that make previews as the worker does: by jobs.

import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { PosterChoiceStore } from '../../core/catalogue/poster-choice-store.ts';
import { LibraryStore } from '../../core/catalogue/library-store.ts';
import { PreviewJobs } from '../../core/catalogue/preview-jobs.ts';
import { PreviewOrders } from '../../core/catalogue/preview-orders.ts';
import { PreviewStore, type PreviewFile } from '../../core/catalogue/preview-store.ts';
import { VideoStore } from '../../core/catalogue/video-store.ts';
import { previewKinds, type PreviewKind } from '../../core/contract/video.ts';
import { Readiness } from '../../worker/jobs/readiness.ts';
import { runJob } from '../../worker/jobs/run-job.ts';
import { WorkFolders } from '../../worker/jobs/work-folders.ts';
import { LibraryReach } from '../../worker/source/library-reach.ts';
import { makeClip, type ClipOptions } from './clips.ts';
import { addKnownVideo } from './known-video.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { testCatalogue } from './test-catalogue.ts';

/** The hash of the one video. */
export const workshopHash = '0123456789abcdef';

const log = pino({ level: 'silent' });
/** One for all: to find out what ffmpeg can do takes longer than a small preview. */
const readiness = new Readiness({
  settings: { ffmpegPath: 'ffmpeg', ffprobePath: 'ffprobe', concurrency: 2 },
  previewsDir: tmpdir(),
  warnings: new Map(),
  log,
});

/** A worker's parts, and a library folder that is still empty. */
export async function startWorkshop() {
  const folder = await temporaryFolder();
  const previewsDir = join(folder, 'previews');
  await mkdir(previewsDir);
  const catalogue = await testCatalogue();
  const previews = new PreviewStore(catalogue);
  const jobs = new PreviewJobs(catalogue);
  const orders = new PreviewOrders(catalogue);
  const services = {
    ...{ jobs, previews, videos: new VideoStore(catalogue) },
    posterChoices: new PosterChoiceStore(catalogue),
    reach: new LibraryReach(new LibraryStore(catalogue)),
    workFolders: new WorkFolders(previewsDir, 'worker-1'),
    previewsDir,
    readiness,
    holder: 'worker-1',
    log,
  };
  const claim = (holder: string, kinds: readonly PreviewKind[] = previewKinds) =>
    jobs.claim(holder, { kinds, running: [], unreachableRoots: [] });
  return {
    ...services,
    catalogue,
    orders,
    /** Takes the most urgent job. */
    claim,
    dataDir: folder,
    library: join(folder, 'library'),
    know: (path: string) => addKnownVideo(catalogue, path, workshopHash),
    /** Makes one kind and returns its files; throws what the job stored as its error. */
    make: async (kind: PreviewKind): Promise<readonly PreviewFile[]> => {
      await orders.queue([workshopHash], { kinds: [kind], redo: true });
      await previews.request({ hash: workshopHash, kind, priority: 'waiting' });
      const job = await claim('worker-1', [kind]);
      if (job === undefined) throw new Error(`no ${kind} is queued`);
      await runJob(job, services, new AbortController().signal);
      const made = await previews.find(workshopHash, kind);
      if (made?.state !== 'ready')
        throw new Error(`${made?.state ?? 'gone'}: ${made?.error ?? ''}`);
      return made.files;
    },
    pathOf: (file: PreviewFile | undefined) => join(previewsDir, file?.path ?? 'absent'),
  };
}

/** The same with a clip of this name in the library. */
export async function workshopWith(name: string, options: ClipOptions) {
  const workshop = await startWorkshop();
  const path = join(workshop.library, name);
  await makeClip(path, options);
  await workshop.know(path);
  return { ...workshop, path };
}
