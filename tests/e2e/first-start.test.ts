import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage, startBrowser } from '../support/browser-page.ts';
import { makeClip } from '../support/clips.ts';
import { RunningReeldex } from '../support/running-reeldex.ts';

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-e2e-'));
  await makeClip(join(folder, 'Films', 'Jane Doe - [Acme Travel] A Walk on the Beach.mp4'));
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

test('a Reeldex without a folder asks for one, fills, and remembers it after a restart', async () => {
  const dataDir = join(folder, 'data');
  let reeldex = await RunningReeldex.start({ dataDir, folders: [] });
  try {
    const page = await openPage(browser);
    await page.goto(reeldex.url);
    await page.getByRole('heading', { name: 'Where are your videos?' }).waitFor();
    await page.getByRole('textbox', { name: 'Path of the folder' }).fill(join(folder, 'Films'));
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByText('1 video right in this folder.').waitFor();
    await page.getByRole('button', { name: 'Add this folder' }).click();
    await reeldex.untilIndexed(1);
    await page.goto(reeldex.url);
    await page
      .getByRole('main')
      .getByRole('link', { name: /A Walk on the Beach/ })
      .first()
      .waitFor();

    await page.goto('about:blank');
    expect(await reeldex.stop()).toBe(0);
    reeldex = await RunningReeldex.start({ dataDir, folders: [] });
    const { items } = (await reeldex.json('/api/dashboard/libraries')) as {
      items: { path: string }[];
    };
    expect(items.map(({ path }) => path)).toEqual([join(folder, 'Films')]);
    await reeldex.untilIndexed(1);
  } finally {
    await reeldex.stop();
  }
});
