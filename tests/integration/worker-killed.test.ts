// Two workers that are killed at random, over and over, while they share one queue: nothing is lost, nothing is doubled.

import { randomInt } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openCatalogue, type Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { PREVIEW_ATTEMPTS } from '../../core/catalogue/preview-jobs.ts';
import { PreviewOrders } from '../../core/catalogue/preview-orders.ts';
import { PreviewStore, type PreviewFile } from '../../core/catalogue/preview-store.ts';
import { makeClip } from '../support/clips.ts';
import { isRunning } from '../support/is-running.ts';
import { addKnownVideo } from '../support/known-video.ts';
import { probeStreams } from '../support/probe-streams.ts';
import { startWorker } from '../support/running-worker.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const kills = 20;
const hashes = Array.from({ length: 8 }, (_, n) => `${n}`.padStart(16, '0'));
const kinds = ['poster', 'previewThumbnails', 'seekThumbnails', 'teaserSmall'] as const;
const patiently = { timeout: 200_000, interval: 50 };
vi.setConfig({ testTimeout: 400_000 });

/** A library whose previews are all queued, in which each storing of a preview is noted in `stored`. */
async function queuedLibrary() {
  const folder = await temporaryFolder();
  const dataDir = join(folder, 'data');
  const catalogue = await openCatalogue(join(dataDir, 'catalogue.db'));
  onTestFinished(() => catalogue.destroy());
  for (const [n, hash] of hashes.entries()) {
    const path = join(folder, `library ${n}`, 'a.mp4');
    await makeClip(path, { durationS: 2, hue: n * 40 });
    await addKnownVideo(catalogue, path, hash);
  }
  await new PreviewOrders(catalogue).queue(hashes, { kinds, redo: false });
  await sql`create table stored (hash text, kind text)`.execute(catalogue);
  await sql`create trigger note_stored after update of state on previews when new.state = 'ready'
    begin insert into stored values (new.hash, new.kind); end`.execute(catalogue);
  return { dataDir, catalogue };
}

/** Kills a worker some time into a job of its own that did not see too many deaths yet. */
async function killInTheMiddle(
  worker: ReturnType<typeof startWorker>,
  name: string,
  catalogue: Catalogue,
): Promise<void> {
  const isAtWork = async () => {
    const job = await catalogue
      .selectFrom('previews')
      .select('deaths')
      .where('state', '=', 'running')
      .where('claimed_by', '=', name)
      .executeTakeFirst();
    return job !== undefined && job.deaths < PREVIEW_ATTEMPTS - 1;
  };
  await vi.waitUntil(isAtWork, patiently);
  await sleep(randomInt(400));
  // By now it may be at another job, which a third death would end for good.
  await vi.waitUntil(isAtWork, patiently);
  worker.child.kill('SIGKILL');
  await worker.exited;
}

async function isWhole(previewsDir: string, { path, sizeBytes, width }: PreviewFile) {
  expect((await stat(join(previewsDir, path))).size).toBe(sizeBytes);
  if (path.endsWith('.vtt'))
    expect(await readFile(join(previewsDir, path), 'utf8')).toMatch(/^WEBVTT/);
  else expect(await probeStreams(join(previewsDir, path))).toMatchObject([{ width }]);
}

it('two workers that are killed twenty times lose nothing and do nothing twice', async () => {
  const { dataDir, catalogue } = await queuedLibrary();
  const names = ['worker-1', 'worker-2'] as const;
  const start = (name: string) => startWorker(dataDir, { REELDEX_PROCESS_ID: name });
  const workers = names.map(start);
  for (let kill = 0; kill < kills; kill += 1) {
    const victim = kill % names.length;
    const [name, worker] = [names[victim], workers[victim]];
    if (name === undefined || worker === undefined) throw new Error('there are two workers');
    await killInTheMiddle(worker, name, catalogue);
    workers[victim] = start(name);
  }
  const open = () =>
    catalogue
      .selectFrom('previews')
      .select('hash')
      .where('state', 'in', ['queued', 'running'])
      .execute();
  await vi.waitUntil(async () => (await open()).length === 0, patiently);
  for (const { child } of workers) child.kill('SIGTERM');
  for (const { exited } of workers) expect(await exited).toEqual([0, null]);

  const rows = await catalogue
    .selectFrom('previews')
    .select(['hash', 'kind', 'state', 'attempts', 'deaths', 'error'])
    .execute();
  const asMade = { state: 'ready', attempts: 0, deaths: 0, error: null };
  expect(rows.map(({ hash, kind, ...rest }) => rest)).toEqual(
    hashes.flatMap(() => kinds.map(() => asMade)),
  );
  const { rows: stored } = await sql`select hash, kind from stored`.execute(catalogue);
  expect(stored).toHaveLength(rows.length);

  const previewsDir = join(dataDir, 'previews');
  const made = await new PreviewStore(catalogue).ofVideos(hashes);
  const files = [...made.values()].flat().flatMap((preview) => preview.files);
  for (const file of files) await isWhole(previewsDir, file);
  const onDisk = await readdir(previewsDir, { recursive: true, withFileTypes: true });
  const left = onDisk.filter((entry) => entry.isFile()).map((entry) => entry.name);
  expect(left.toSorted()).toEqual(files.map(({ path }) => path.split('/').at(-1)).toSorted());
  expect(onDisk.filter(({ parentPath }) => /worker-[^/]*$/.test(parentPath))).toEqual([]);
  expect(await isRunning(dataDir)).toBe(false);
});
