import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { searchAnswer, similarVideosAnswer } from '../../core/contract/search.ts';
import { openPage, startBrowser } from '../support/browser-page.ts';
import { filmCount, makeFilmLibrary } from '../support/film-library.ts';
import { RunningReeldex } from '../support/running-reeldex.ts';

let folder: string;
let reeldex: RunningReeldex;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-e2e-'));
  const library = join(folder, 'Films');
  await makeFilmLibrary(library);
  reeldex = await RunningReeldex.start({ dataDir: join(folder, 'data'), folders: [library] });
  await reeldex.untilIndexed(filmCount);
  const beach = await hashOf('walk on the beach');
  await reeldex.until('the similarity model', 30_000, async () => {
    const answer = await reeldex.json(`/search/get-similar-videos/${beach}/0/20`);
    return similarVideosAnswer.parse(answer).total === filmCount - 1 ? true : undefined;
  });
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  await reeldex.stop();
  await rm(folder, { recursive: true, force: true });
});

async function hashOf(title: string): Promise<string> {
  const answer = await reeldex.json(`/search/search-videos?q=${encodeURIComponent(title)}`);
  return searchAnswer.parse(answer).videos[0]?.hash ?? '';
}

// Before anything is watched, which opening a video does.
describe('the home page', () => {
  test('recommends once something was watched or marked, and says why', async () => {
    const page = await openPage(browser);
    await page.goto(reeldex.url);
    await page.getByRole('heading', { name: 'Recently added' }).waitFor();
    expect(await page.getByRole('heading', { name: 'For you' }).count()).toBe(0);

    await reeldex.post(`/api/add-favourite/${await hashOf('mountains at dawn')}`);
    await page.reload();
    const row = page.getByRole('region', { name: 'For you' });
    await row.getByText('Because you like Mountains at Dawn').first().waitFor();
    await row.getByRole('link', { name: 'A Walk on the Beach' }).waitFor();
    expect(await row.getByRole('link', { name: 'Mountains at Dawn' }).count()).toBe(0);
  });
});

describe('similar videos', () => {
  test('follow the sliders at once, by keyboard, and the browser remembers them', async () => {
    const page = await openPage(browser);
    const address = `${reeldex.url}/watch?v=${await hashOf('walk on the beach')}`;
    await page.goto(address);
    const similar = page.getByRole('complementary', { name: 'Similar videos' });
    const portrait = similar.getByRole('link', { name: 'Street Portrait' });
    await portrait.waitFor();

    await similar.getByRole('button', { name: 'What they are likened by' }).press('Enter');
    const sliders = similar.getByRole('slider');
    expect(await sliders.count()).toBe(4);
    const { violations } = await new AxeBuilder({ page }).include('aside').analyze();
    expect(violations).toEqual([]);
    // The portrait shares the performer, the studio and the collection, and no tag.
    for (const name of ['Performers', 'Studio', 'Title'])
      await similar.getByRole('slider', { name }).press('Home');
    await portrait.waitFor({ state: 'detached' });
    await similar.getByRole('link', { name: 'Mountains at Dawn' }).waitFor();

    await page.reload();
    await similar.getByRole('link', { name: 'Mountains at Dawn' }).waitFor();
    expect(await portrait.count()).toBe(0);
    await similar.getByRole('button', { name: 'What they are likened by (changed)' }).click();
    const studio = similar.getByRole('slider', { name: 'Studio' });
    expect(await studio.getAttribute('aria-valuetext')).toBe('off');
    await similar.getByRole('slider', { name: 'Tags' }).press('Home');
    await similar.getByText('in what was chosen').waitFor();
    await similar.getByRole('button', { name: 'Reset' }).click();
    await portrait.waitFor();
    expect(await studio.getAttribute('aria-valuetext')).toBe('normal');
  });
});
