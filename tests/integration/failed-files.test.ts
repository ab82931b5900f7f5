// Files that could not be read: listed with the reason, and read again when that may help.

import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failedFilesAnswer } from '../../core/contract/dashboard.ts';
import { routes } from '../../core/contract/routes.ts';
import { makeClip } from '../support/clips.ts';
import { distinctClip, putFile } from '../support/distinct-clips.ts';
import { RunningReeldex } from '../support/running-reeldex.ts';
import { Viewer } from '../support/viewer.ts';

let folder: string;
let reeldex: RunningReeldex;
let viewer: Viewer;
const at = (name: string) => join(folder, 'library', name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-failed-'));
  await putFile(at('okapi.mp4'), await distinctClip(1));
  await putFile(at('tapir.mp4'), Buffer.from('This is no video yet.\n'));
  await putFile(at('axolotl.mp4'), Buffer.from('Nor is this.\n'));
  // Only ffprobe reads AVI.
  await makeClip(at('capybara.avi'), { videoCodec: 'mpeg4' });
  reeldex = await RunningReeldex.start({
    dataDir: join(folder, 'data'),
    folders: [join(folder, 'library')],
    env: { FFPROBE_PATH: join(folder, 'ffprobe') },
  });
  viewer = new Viewer(reeldex);
  await reeldex.untilIndexed(1);
});

afterAll(async () => {
  await reeldex.stop();
  await rm(folder, { recursive: true, force: true });
});

async function failures() {
  const { items } = failedFilesAnswer.parse(await reeldex.json(routes.dashboardFailedFiles));
  return new Map(items.map((item) => [item.path, item]));
}

test('are listed on the dashboard, each with the reason and the attempts', async () => {
  const failed = await failures();
  expect([...failed.keys()].sort()).toEqual(['axolotl.mp4', 'capybara.avi', 'tapir.mp4'].map(at));
  expect(failed.get(at('tapir.mp4'))).toMatchObject({
    error: expect.stringContaining('is a text file') as string,
    attempts: 1,
  });
  expect((await reeldex.status()).videos.failed).toBe(3);
});

test('are left alone by scans while they stay the same', async () => {
  await viewer.scan();
  expect((await failures()).get(at('tapir.mp4'))?.attempts).toBe(1);
});

test('are read again on demand', async () => {
  expect(await reeldex.post(routes.dashboardFailedFiles, { path: at('axolotl.mp4') })).toEqual({
    retried: 1,
  });
  await reeldex.until('the file to fail again', 20_000, async () =>
    (await failures()).has(at('axolotl.mp4')) ? true : undefined,
  );
  expect((await failures()).size).toBe(3);
});

test('are read again when they change', async () => {
  await putFile(at('tapir.mp4'), await distinctClip(2));
  await viewer.scan();
  await viewer.findOne('tapir');
  expect([...(await failures()).keys()]).not.toContain(at('tapir.mp4'));
});

test('for want of ffprobe are read by themselves as soon as it is there', async () => {
  expect((await failures()).get(at('capybara.avi'))).toMatchObject({
    error: expect.stringContaining('install ffmpeg') as string,
    attempts: 0,
  });
  const warned = await reeldex.until('the warning', 20_000, async () =>
    (await reeldex.status()).warnings.find(({ code }) => code === 'ffprobe_missing'),
  );
  expect(warned.message).toContain(join(folder, 'ffprobe'));
  await writeFile(join(folder, 'ffprobe'), '#!/bin/sh\nexec ffprobe "$@"\n');
  await chmod(join(folder, 'ffprobe'), 0o755);
  await reeldex.until('the file to be found', 30_000, async () =>
    (await viewer.find('capybara')).length === 1 ? true : undefined,
  );
  await reeldex.until('the warning to go', 30_000, async () => {
    const { warnings } = await reeldex.status();
    return warnings.every(({ code }) => code !== 'ffprobe_missing') ? true : undefined;
  });
});
