// The worker as a process of its own: stopped, killed, started again, and without ffmpeg.

import { mkdir, readdir, readlink, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { checkFfmpeg } from '../../cli/doctor/machine-checks.ts';
import { openCatalogue } from '../../core/catalogue/open-catalogue.ts';
import { PreviewJobs } from '../../core/catalogue/preview-jobs.ts';
import { PreviewOrders } from '../../core/catalogue/preview-orders.ts';
import { PreviewStore } from '../../core/catalogue/preview-store.ts';
import { ProcessStore } from '../../core/catalogue/process-store.ts';
import type { Warning } from '../../core/contract/dashboard.ts';
import { previewKinds, type PreviewKind } from '../../core/contract/video.ts';
import { runProcess } from '../../core/run-process.ts';
import { Readiness } from '../../worker/jobs/readiness.ts';
import { makeClip } from '../support/clips.ts';
import { addKnownVideo } from '../support/known-video.ts';
import { isRunning } from '../support/is-running.ts';
import { startWorker } from '../support/running-worker.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const hash = '0123456789abcdef';

/** A data folder with a video whose poster is queued. */
async function dataWithVideo() {
  const folder = await temporaryFolder();
  const dataDir = join(folder, 'data');
  const path = join(folder, 'library', 'a.mp4');
  // Large enough that a storyboard takes some seconds.
  await makeClip(path, {
    width: 960,
    height: 540,
    fps: 30,
    durationS: 30,
    outputArgs: ['-g', '900'],
  });
  const catalogue = await openCatalogue(join(dataDir, 'catalogue.db'));
  onTestFinished(() => catalogue.destroy());
  await addKnownVideo(catalogue, path, hash);
  return { dataDir, catalogue, previews: new PreviewStore(catalogue) };
}

/** Workers give way to everything else, so on a busy machine they take their time. */
const patiently = { timeout: 100_000, interval: 50 };
vi.setConfig({ testTimeout: 240_000 });

async function filesOf(dataDir: string): Promise<readonly string[]> {
  return await readdir(join(dataDir, 'previews', '01', hash)).catch(() => []);
}

describe('a worker', () => {
  it('makes what is queued, and ends in order when it is asked to', async () => {
    const { dataDir, previews, catalogue } = await dataWithVideo();
    const { child, exited, lines } = startWorker(dataDir);
    await vi.waitUntil(
      async () => (await previews.find(hash, 'poster'))?.state === 'ready',
      patiently,
    );
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    expect(await filesOf(dataDir)).toHaveLength(2);
    expect(lines.join('\n')).toContain('preview written');
    expect(await new ProcessStore(catalogue).running()).toEqual([]);
  });

  it('gives a job back untried when it is stopped in the middle of it', async () => {
    const { dataDir, previews, catalogue } = await dataWithVideo();
    await previews.request({ hash, kind: 'seekThumbnails', priority: 'waiting' });
    const { child, exited } = startWorker(dataDir);
    await untilTilesAreMade(dataDir);
    const stoppedMs = Date.now();
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    expect(Date.now() - stoppedMs).toBeLessThan(3000);
    const job = await new PreviewJobs(catalogue).claim('worker-2', {
      ...{ kinds: previewKinds, running: [], unreachableRoots: [] },
    });
    expect(job).toMatchObject({ kind: 'seekThumbnails', attempts: 0, isSuspect: false });
    expect(await filesOf(dataDir)).toEqual([]);
    expect(await readdir(join(dataDir, 'previews', '.making', 'worker-worker-1'))).toEqual([]);
  });

  it('that is killed leaves no half file, and the next one does its job', async () => {
    const { dataDir, previews } = await dataWithVideo();
    await previews.request({ hash, kind: 'seekThumbnails', priority: 'waiting' });
    const first = startWorker(dataDir);
    await untilTilesAreMade(dataDir);
    first.child.kill('SIGKILL');
    await first.exited;
    await vi.waitUntil(async () => !(await isRunning(dataDir)), patiently);
    expect((await previews.find(hash, 'seekThumbnails'))?.state).toBe('running');
    expect(await filesOf(dataDir)).toEqual([]);

    startWorker(dataDir);
    const isReady = async () => (await previews.find(hash, 'seekThumbnails'))?.state === 'ready';
    await vi.waitUntil(isReady, patiently);
    await vi.waitUntil(
      async () => (await previews.find(hash, 'poster'))?.state === 'ready',
      patiently,
    );
    const made = await previews.ofVideo(hash);
    const names = made.flatMap(({ files }) =>
      files.map(({ path }) => path.split('/').at(-1) ?? ''),
    );
    expect((await filesOf(dataDir)).toSorted()).toEqual(names.toSorted());
    expect(await readdir(join(dataDir, 'previews', '.making', 'worker-worker-1'))).toEqual([]);
  });

  it('ends what it makes when a person cancels or pauses, and makes nothing until they resume', async () => {
    const { dataDir, previews, catalogue } = await dataWithVideo();
    const orders = new PreviewOrders(catalogue);
    const isAtWork = () => isRunning(`file:${join(dataDir, '..', 'library')}`);
    const waitFor = async (kind: PreviewKind) => {
      await previews.request({ hash, kind, priority: 'waiting' });
      await untilTilesAreMade(dataDir);
    };
    const hasNothingInTheMaking = async () => {
      await vi.waitUntil(async () => !(await isAtWork()), patiently);
      const folder = join(dataDir, 'previews', '.making', 'worker-worker-1');
      await vi.waitUntil(async () => (await readdir(folder)).length === 0, patiently);
      expect(await filesOf(dataDir)).toEqual([]);
    };
    await orders.cancel(previewKinds);
    const first = startWorker(dataDir);
    await waitFor('seekThumbnails');
    expect(await orders.cancel(['seekThumbnails'])).toBe(1);
    await hasNothingInTheMaking();
    expect(await previews.find(hash, 'seekThumbnails')).toBeUndefined();

    await waitFor('seekThumbnails');
    await orders.pause();
    await hasNothingInTheMaking();
    first.child.kill('SIGTERM');
    expect(await first.exited).toEqual([0, null]);
    const { lines } = startWorker(dataDir);
    await vi.waitUntil(() => lines.join('\n').includes('worker is up'), patiently);
    expect((await previews.find(hash, 'seekThumbnails'))?.state).toBe('queued');
    await orders.resume();
    const isReady = async () => (await previews.find(hash, 'seekThumbnails'))?.state === 'ready';
    await vi.waitUntil(isReady, patiently);
  });

  it('with an ffmpeg without libx264 makes all but teasers, which wait, and says what to install', async () => {
    const { dataDir, previews, catalogue } = await dataWithVideo();
    await new PreviewOrders(catalogue).cancel(previewKinds);
    await previews.request({ hash, kind: 'teaserSmall', priority: 'waiting' });
    await previews.request({ hash, kind: 'poster', priority: 'visible' });
    const ffmpegPath = await ffmpegWithoutX264(dataDir);
    startWorker(dataDir, { FFMPEG_PATH: ffmpegPath });
    const isReady = async () => (await previews.find(hash, 'poster'))?.state === 'ready';
    await vi.waitUntil(isReady, patiently);
    expect((await previews.find(hash, 'teaserSmall'))?.state).toBe('queued');
    const warnings = async () =>
      (await new ProcessStore(catalogue).running()).flatMap((program) => program.warnings);
    await vi.waitUntil(async () => (await warnings()).length > 0, patiently);
    expect(await warnings()).toEqual([
      { code: 'no_x264', message: expect.stringContaining('an ffmpeg with libx264') as unknown },
    ]);
    const [found] = await checkFfmpeg({ ffmpegPath, ffprobePath: 'ffprobe' });
    expect(found).toMatchObject({
      ...{ what: 'ffmpeg', state: 'warn' },
      detail: expect.stringContaining('without libx264: no teasers are made') as unknown,
    });
  });

  it('without ffmpeg keeps running, claims nothing and says what to install', async () => {
    const { dataDir, previews, catalogue } = await dataWithVideo();
    const { child, exited } = startWorker(dataDir, { FFMPEG_PATH: '/nowhere/ffmpeg' });
    const warnings = async () =>
      (await new ProcessStore(catalogue).running()).flatMap((program) => program.warnings);
    await vi.waitUntil(async () => (await warnings()).length > 0, patiently);
    expect(await warnings()).toEqual([
      { code: 'ffmpeg_missing', message: expect.stringContaining('apt install ffmpeg') as unknown },
    ]);
    expect((await previews.find(hash, 'poster'))?.state).toBe('queued');
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });
});

/** The installed ffmpeg, but for one line of what it says that it has. */
async function ffmpegWithoutX264(folder: string): Promise<string> {
  const path = join(folder, 'ffmpeg-free');
  const script = `#!/bin/sh
case "$*" in *-encoders) ffmpeg "$@" | grep -v libx264;; *) exec ffmpeg "$@";; esac
`;
  await writeFile(path, script, { mode: 0o755 });
  return path;
}

/** Until ffmpeg is in the middle of its longest run. */
async function untilTilesAreMade(dataDir: string): Promise<void> {
  const making = join(dataDir, 'previews', '.making');
  await vi.waitUntil(async () => {
    const names = await readdir(making, { recursive: true }).catch(() => []);
    return names.some((name) => name.endsWith('tiles.yuv'));
  }, patiently);
}

describe('Readiness', () => {
  it('waits for a previews folder whose disk is not there, and takes its warning back', async () => {
    const folder = await temporaryFolder();
    const previewsDir = join(folder, 'previews');
    await symlink(join(folder, 'disk', 'previews'), previewsDir);
    const warnings = new Map<string, Warning>();
    const readiness = new Readiness({
      settings: { ffmpegPath: 'ffmpeg', ffprobePath: 'ffprobe', concurrency: 1 },
      ...{ previewsDir, warnings, log: pino({ level: 'silent' }) },
    });
    expect(await readiness.readTools()).toBeUndefined();
    expect([...warnings.keys()]).toEqual(['previews_unwritable']);

    await mkdir(await readlink(previewsDir), { recursive: true });
    expect(await readiness.readTools()).toBeDefined();
    expect([...warnings.keys()]).toEqual([]);
  });

  it('looks again for an ffmpeg that was missing, and takes its warning back', async () => {
    const folder = await temporaryFolder();
    const ffmpegPath = join(folder, 'bin', 'ffmpeg');
    const warnings = new Map<string, Warning>();
    const readiness = new Readiness({
      settings: { ffmpegPath, ffprobePath: 'ffprobe', concurrency: 1 },
      previewsDir: folder,
      warnings,
      log: pino({ level: 'silent' }),
      recheckMs: 200,
    });
    expect(await readiness.readTools()).toBeUndefined();
    expect([...warnings.keys()]).toEqual(['ffmpeg_missing']);

    const installed = (await runProcess('which', ['ffmpeg'])).toString().trim();
    await mkdir(join(folder, 'bin'));
    await symlink(installed, ffmpegPath);
    expect(await readiness.readTools()).toBeUndefined();
    await vi.waitUntil(async () => (await readiness.readTools()) !== undefined, patiently);
    expect([...warnings.keys()]).toEqual([]);
  });
});
