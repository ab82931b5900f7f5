// A search engine that goes away while people look at the site, and comes back.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPage, startBrowser } from '../support/browser-page.ts';
import { filmCount, makeFilmLibrary } from '../support/film-library.ts';
import { startMeilisearch, type MeilisearchServer } from '../support/meilisearch-server.ts';
import { RunningReeldex } from '../support/running-reeldex.ts';

let folder: string;
let meilisearch: MeilisearchServer;
let reeldex: RunningReeldex;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-e2e-'));
  await makeFilmLibrary(join(folder, 'Films'));
  meilisearch = await startMeilisearch(join(folder, 'search'));
  reeldex = await RunningReeldex.start({
    dataDir: join(folder, 'data'),
    folders: [join(folder, 'Films')],
    // Not the bundled one, which the supervisor would start again at once.
    env: { MEILI_URL: meilisearch.url, MEILI_MASTER_KEY: meilisearch.apiKey },
  });
  await reeldex.untilIndexed(filmCount);
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  await reeldex.stop();
  await meilisearch.kill();
  await rm(folder, { recursive: true, force: true });
});

const viewport = { width: 1280, height: 800 };
/** What a browser says of a request that got 503. */
const expected = /503/;
const notice = 'Search does not answer right now.';

describe('while the search engine is away', () => {
  test('the search page says so, keeps what it shows, and goes on by itself', async () => {
    const page = await openPage(browser, viewport, expected);
    await page.goto(`${reeldex.url}/search?q=jane`);
    const main = page.getByRole('main');
    await main
      .getByRole('link', { name: /Street Portrait/ })
      .first()
      .waitFor();
    await meilisearch.kill();
    try {
      await page.getByRole('combobox', { name: 'Search videos' }).first().fill('sintel');
      await main.getByRole('alert').getByText(notice).waitFor();
      expect(await main.getByRole('link', { name: /Street Portrait/ }).count()).toBeGreaterThan(0);
    } finally {
      await meilisearch.start();
    }
    await main
      .getByRole('link', { name: /Sintel/ })
      .first()
      .waitFor();
    expect(await main.getByRole('alert').count()).toBe(0);
  });

  test('the home page says so instead of waiting, and fills by itself', async () => {
    const page = await openPage(browser, viewport, expected);
    await meilisearch.kill();
    try {
      await page.goto(reeldex.url);
      const main = page.getByRole('main');
      await main.getByRole('alert').getByText(notice).first().waitFor();
      await main.locator('.skeleton').first().waitFor({ state: 'detached' });
    } finally {
      await meilisearch.start();
    }
    await page.getByRole('heading', { name: 'Recently added' }).waitFor();
    await page.getByRole('alert').first().waitFor({ state: 'detached' });
  });

  test('a video plays all the same', async () => {
    const { videos } = (await reeldex.json('/search/search-videos?q=sintel')) as {
      videos: { hash: string }[];
    };
    const page = await openPage(browser, viewport, expected);
    await meilisearch.kill();
    try {
      await page.goto(`${reeldex.url}/watch?v=${videos[0]?.hash ?? ''}`);
      await page.getByRole('heading', { level: 1, name: /Sintel/ }).waitFor();
      await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
    } finally {
      await meilisearch.start();
    }
  });
});
