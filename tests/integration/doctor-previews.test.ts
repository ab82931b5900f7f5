// `reeldex doctor previews`: what it finds in the previews folder, what it repairs, and what it keeps its hands off.

import { mkdir, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openCatalogue } from '../../core/catalogue/open-catalogue.ts';
import { PreviewJobs } from '../../core/catalogue/preview-jobs.ts';
import { PreviewStore } from '../../core/catalogue/preview-store.ts';
import { ProcessStore } from '../../core/catalogue/process-store.ts';
import type { PreviewKind } from '../../core/contract/video.ts';
import { addKnownVideo } from '../support/known-video.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { callToEnd } from './cli-process.ts';

const hashOf = (n: number) => `${n}`.padStart(16, '0');
const longAgo = new Date(Date.now() - 3_600_000);

/** A data folder with three known videos, which have a poster and a small teaser each. */
async function folderWithPreviews() {
  const data = await temporaryFolder();
  const previewsDir = join(data, 'previews');
  const catalogue = await openCatalogue(join(data, 'catalogue.db'));
  onTestFinished(() => catalogue.destroy());
  const put = async (path: string, text = 'a preview') => {
    await mkdir(dirname(join(previewsDir, path)), { recursive: true });
    await writeFile(join(previewsDir, path), text);
    await utimes(join(previewsDir, path), longAgo, longAgo);
    return path;
  };
  const previews = new PreviewStore(catalogue);
  const jobs = new PreviewJobs(catalogue);
  const make = async (n: number, kind: PreviewKind) => {
    const path = await put(`00/${hashOf(n)}/${kind}-1.bin`);
    await previews.request({ hash: hashOf(n), kind, priority: 'waiting' });
    await jobs.claim('w', { kinds: [kind], running: [], unreachableRoots: [] });
    const file = { path, mediaType: 'image/jpeg', width: 1, height: 1, sizeBytes: 9 };
    await jobs.finish('w', { hash: hashOf(n), kind }, { files: [file], tookMs: 1 });
    return join(previewsDir, path);
  };
  const files: string[] = [];
  for (const n of [1, 2, 3]) {
    await addKnownVideo(catalogue, join(data, `films ${n}`, 'a.mp4'), hashOf(n));
    files.push(await make(n, 'poster'), await make(n, 'teaserSmall'));
  }
  const doctor = (...flags: string[]) =>
    callToEnd(['doctor', 'previews', '--data', data, ...flags]);
  const left = async () =>
    (await readdir(previewsDir, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(previewsDir.length + 1))
      .toSorted();
  return { data, previewsDir, catalogue, previews, jobs, files, put, doctor, left };
}

test('says what each kind takes up, and that all is well', async () => {
  const { doctor, catalogue } = await folderWithPreviews();
  // An unplugged drive: its videos are known all the same.
  await catalogue.updateTable('videos').set({ is_present: 0 }).execute();
  const { code, said } = await doctor();
  expect(said).toMatch(/^Posters +3 +3 +27 B$/m);
  expect(said).toMatch(/^Small teasers +3 +3 +27 B$/m);
  expect(said).toMatch(/^All +6 +6 +54 B$/m);
  expect(said.match(/^ok /gm)).toHaveLength(4);
  expect(said).not.toMatch(/^warn|--fix/m);
  expect(code).toBe(0);
});

test('finds what is gone, empty or cut short, and has exactly that made again', async () => {
  const { doctor, files, previews } = await folderWithPreviews();
  const [gone = '', empty = '', cut = ''] = files;
  await rm(gone);
  await truncate(empty, 0);
  await truncate(cut, 4);
  const before = await doctor();
  expect(before.said).toMatch(
    /^warn +Files +3 previews cannot be shown: 00\/.* is gone, and so on$/m,
  );
  expect(before.said).toContain('Nothing was changed.');
  expect((await previews.find(hashOf(1), 'poster'))?.state).toBe('ready');
  expect((await doctor('--fix')).said).toContain('3 previews queued, 0 files and folders removed');
  const states = await Promise.all(
    [1, 2, 3].flatMap((n) =>
      (['poster', 'teaserSmall'] as const).map(async (kind) => {
        const { state, files } = (await previews.find(hashOf(n), kind)) ?? {};
        return `${state ?? 'missing'} ${files?.length ?? 0}`;
      }),
    ),
  );
  expect(states).toEqual(['queued 0', 'queued 0', 'queued 0', 'ready 1', 'ready 1', 'ready 1']);
});

test('tells what cannot be read, and why', async () => {
  const { doctor, files } = await folderWithPreviews();
  await rm(files[0] ?? '');
  await mkdir(files[0] ?? '');
  expect((await doctor()).said).toMatch(/1 preview cannot be shown: .* cannot be read: .*EISDIR/);
});

test('removes what nothing needs, and nothing that a worker is at', async () => {
  const { doctor, catalogue, jobs, previews, put, left } = await folderWithPreviews();
  const needed = await left();
  await put(`ab/ab${'0'.repeat(14)}/poster-1.jpg`, 'of a video that nobody knows');
  await put(`00/${hashOf(1)}/poster-0.jpg`, 'left by a worker that was killed');
  await put('.making/worker-dead/1/tiles.yuv', 'half');
  const atWork = [
    await put(`00/${hashOf(2)}/seekThumbnails-2.vtt`, 'just published'),
    await put('.making/worker-w/1/tiles.yuv', 'half'),
    await put('00/readme.txt', 'not ours'),
  ];
  await previews.request({ hash: hashOf(2), kind: 'seekThumbnails', priority: 'waiting' });
  await jobs.claim('w', { kinds: ['seekThumbnails'], running: [], unreachableRoots: [] });
  const worker = {
    id: 'w',
    program: 'worker',
    pid: 1,
    host: 'h',
    startedMs: 1,
    warnings: [],
  } as const;
  await new ProcessStore(catalogue).announce(worker);
  const { said } = await doctor();
  expect(said).toMatch(/^warn +Orphans +1 folder of videos .*, 28 B, such as ab\/ab0+$/m);
  expect(said).toMatch(/^warn +Strays +1 file .*poster-0\.jpg$/m);
  expect(said).toMatch(/^warn +Leftovers +1 work folder .*worker-dead$/m);
  expect((await doctor('--fix')).said).toContain('0 previews queued, 3 files and folders removed');
  expect(await left()).toEqual([...needed, ...atWork].toSorted());
  expect((await doctor()).said).not.toMatch(/^warn/m);
});

test('does not believe that most previews are of unknown videos', async () => {
  const { doctor, catalogue, put, left } = await folderWithPreviews();
  for (let n = 10; n < 30; n += 1) await put(`00/${hashOf(n)}/poster-1.jpg`);
  const all = await left();
  const { said } = await doctor('--fix');
  expect(said).toMatch(/^warn +Orphans +20 folders/m);
  expect(said).toContain('is this the right data folder');
  expect(await left()).toEqual(all);
  expect(await catalogue.selectFrom('previews').selectAll().execute()).toHaveLength(6);
});

test('prints JSON for programs, and says which flags go with what', async () => {
  const { doctor, data, files } = await folderWithPreviews();
  await rm(files[0] ?? '');
  const { said } = await doctor('--json');
  expect(JSON.parse(said)).toMatchObject({
    ...{ orphans: [], strays: [], leftovers: [], repair: null },
    damaged: [
      { hash: hashOf(1), kind: 'poster', problem: expect.stringContaining('is gone') as string },
    ],
    usage: expect.arrayContaining([
      { kind: 'poster', previews: 2, files: 2, bytes: 18 },
    ]) as unknown,
  });
  expect(await callToEnd(['doctor', '--fix', '--data', data])).toMatchObject({
    ...{
      code: 1,
      said: expect.stringMatching(/^--fix goes with: .*main\.ts doctor previews\n$/) as string,
    },
  });
});
