import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPage, startBrowser } from '../support/browser-page.ts';
import { makeClip } from '../support/clips.ts';
import { filmCount, makeFilmLibrary } from '../support/film-library.ts';
import { RunningReeldex } from '../support/running-reeldex.ts';

let folder: string;
let library: string;
let reeldex: RunningReeldex;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-e2e-'));
  library = join(folder, 'Films');
  await makeFilmLibrary(library);
  reeldex = await RunningReeldex.start({ dataDir: join(folder, 'data'), folders: [library] });
  await reeldex.untilIndexed(filmCount);
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  await reeldex.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a person at the search page', () => {
  test('finds Big Buck Bunny by a hasty spelling as they type', async () => {
    const page = await openPage(browser);
    await page.goto(reeldex.url);
    await page.getByRole('combobox', { name: 'Search videos' }).first().fill('big buk buny');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?q=big/);
    await page
      .getByRole('main')
      .getByRole('link', { name: /Big Buck Bunny/ })
      .first()
      .waitFor();
  });

  test('narrows the result by a facet, and shares, leaves and returns to it by its address', async () => {
    const page = await openPage(browser);
    await page.goto(`${reeldex.url}/search?q=jane+doe`);
    const results = page.getByRole('main');
    await results.getByText('Street Portrait').first().waitFor();
    await page.getByRole('checkbox', { name: /beach/ }).check();
    await page.waitForURL(/tag=beach/);
    await results.getByText('Street Portrait').first().waitFor({ state: 'detached' });
    await results.getByText('A Walk on the Beach').first().waitFor();
    const shared = page.url();

    await page.goBack();
    await results.getByText('Street Portrait').first().waitFor();
    await page.goForward();
    await results.getByText('Street Portrait').first().waitFor({ state: 'detached' });

    const other = await openPage(browser);
    await other.goto(shared);
    await other.getByRole('main').getByText('A Walk on the Beach').first().waitFor();
    expect(await other.getByRole('main').getByText('Street Portrait').count()).toBe(0);
  });
});

describe('a person who types filters', () => {
  test('sees them act at once, and as filters that are on after Enter', async () => {
    const page = await openPage(browser);
    await page.goto(`${reeldex.url}/search`);
    const box = page.getByRole('combobox', { name: 'Search videos' }).first();
    const results = page.getByRole('main');
    await results.getByText('Sintel').first().waitFor();
    await box.fill('at performer:"Jane Doe" -tag:beach >5s');
    await results.getByText('Sintel').first().waitFor({ state: 'detached' });
    await results.getByText('Mountains at Dawn').first().waitFor();
    await box.press('Enter');
    await page.waitForURL(/q=at&performer=Jane\+Doe&tag=%21beach&durationMin=5/);
    expect(await box.inputValue()).toBe('at');
    const active = page.getByRole('list', { name: 'Active filters' });
    await active.getByRole('button', { name: 'Remove filter: Performer: Jane Doe' }).click();
    await page.waitForURL(/q=at&tag=%21beach&durationMin=5/);
  });

  test('may do so on any page, and in an address', async () => {
    const page = await openPage(browser);
    await page.goto(reeldex.url);
    await page.getByRole('combobox', { name: 'Search videos' }).first().fill('tag:robots steel');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?q=steel&tag=robots$/);
    await page.getByRole('main').getByText('Tears of Steel').first().waitFor();
  });
});

describe('a person at a video', () => {
  test('watches it, marks it, and finds it among the favourites and where they left off', async () => {
    const page = await openPage(browser);
    await page.goto(`${reeldex.url}/search?q=sintel`);
    await page
      .getByRole('main')
      .getByRole('link', { name: /Sintel/ })
      .first()
      .click();
    await page.waitForURL(/\/watch\?v=/);
    const video = page.locator('video');
    await video.evaluate(async (element: HTMLVideoElement) => {
      element.muted = true;
      await element.play();
    });
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 3);
    await page
      .getByRole('main')
      .getByRole('button', { name: /favourite/i })
      .first()
      .click();
    await page.goto(`${reeldex.url}/favourites`);
    await page
      .getByRole('main')
      .getByRole('link', { name: /Sintel/ })
      .first()
      .waitFor();
    await page.goto(`${reeldex.url}/history`);
    await page
      .getByRole('article')
      .filter({ hasText: 'Sintel' })
      .getByText(/^Watched (today|yesterday) at \d/)
      .waitFor();
  });

  test('is offered others that are alike, with the reasons', async () => {
    const page = await openPage(browser);
    await page.goto(`${reeldex.url}/search?q=mountains`);
    await page
      .getByRole('main')
      .getByRole('link', { name: /Mountains at Dawn/ })
      .first()
      .click();
    await page.waitForURL(/\/watch\?v=/);
    await page.getByRole('main').getByText('A Walk on the Beach').first().waitFor();
  });
});

describe('a person at the dashboard', () => {
  test('scans for a new video and sees it counted', async () => {
    const people = `Late Comer, Maximiliana${'-Konstantina'.repeat(5)}`;
    const name = `${people} - [Acme Travel] [2021-01-01] Northern Lights.mp4`;
    await makeClip(join(library, name), { hue: 33, durationS: 3 });
    const page = await openPage(browser, { width: 390, height: 844 });
    await page.goto(`${reeldex.url}/dashboard#scan`);
    await page.getByRole('main').getByRole('button', { name: 'Scan', exact: true }).click();
    await reeldex.untilIndexed(filmCount + 1);
    await page.goto(`${reeldex.url}/search?q=northern+lights`);
    await page
      .getByRole('main')
      .getByRole('link', { name: /Northern Lights/ })
      .first()
      .click();
    await page.getByRole('list', { name: 'Performers and studio' }).waitFor();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });

  test('hides a studio, and it is gone everywhere, from pages that are open as well', async () => {
    const sintel = (await reeldex.json('/search/search-videos?q=sintel')) as {
      videos: { hash: string }[];
    };
    const watching = await openPage(browser, undefined, /404/);
    await watching.goto(`${reeldex.url}/watch?v=${sintel.videos[0]?.hash ?? ''}`);
    await watching.getByRole('heading', { name: 'Sintel' }).waitFor();
    const filter = { field: 'studio', value: 'blender foundation', mode: 'hide' };
    const created = (await reeldex.post('/api/dashboard/filters', filter)) as { id: number };
    const page = await openPage(browser);
    await page.goto(`${reeldex.url}/studios`);
    await page
      .getByRole('main')
      .getByRole('link', { name: /Acme Travel/ })
      .first()
      .waitFor();
    expect(await page.getByRole('main').getByText('Blender Foundation').count()).toBe(0);
    await page.goto(`${reeldex.url}/favourites`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('main').getByText('Sintel').count()).toBe(0);
    await watching.getByRole('heading', { name: 'This video is not here' }).waitFor();
    await reeldex.json(`/api/dashboard/filters/${created.id}`, { method: 'DELETE' });
    await watching.getByRole('heading', { name: 'Sintel' }).waitFor();
  });
});

test('a favourite survives a rename, a move, a restart and the loss of the search index', async () => {
  const found = (await reeldex.json('/search/search-videos?q=tears+of+steel')) as {
    videos: { hash: string }[];
  };
  const hash = found.videos[0]?.hash ?? '';
  await reeldex.post(`/api/add-favourite/${hash}`);
  await reeldex.stop();
  await rename(
    join(library, 'Ian Hubert - [Blender Foundation] [2012-09-26] Tears of Steel #robots.webm'),
    join(library, 'portraits', 'Tears of Steel, renamed.webm'),
  );
  await rm(join(folder, 'data', 'meili'), { recursive: true });
  reeldex = await RunningReeldex.start({ dataDir: join(folder, 'data'), folders: [library] });
  await reeldex.untilIndexed(filmCount + 1);
  const favourites = (await reeldex.json('/api/get-favourites')) as {
    videos: { hash: string; title: string }[];
  };
  expect(favourites.videos).toContainEqual(
    expect.objectContaining({ hash, title: 'Tears of Steel, renamed' }),
  );
});
