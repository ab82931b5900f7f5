import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCatalogue } from '../../core/catalogue/open-catalogue.ts';
import { previewsPlan } from '../../core/contract/preview-work.ts';
import { filmCount } from '../support/film-library.ts';
import { openPage } from '../support/browser-page.ts';
import { startFilmSite, type FilmSite } from '../support/film-site.ts';

let site: FilmSite;

beforeAll(async () => {
  site = await startFilmSite();
});

afterAll(async () => {
  await site.stop();
});

async function openPreviews(expected?: RegExp) {
  const page = await openPage(site.browser, undefined, expected);
  await page.goto(`${site.reeldex.url}/dashboard#previews`);
  await page.getByRole('heading', { name: 'Make previews' }).waitFor();
  return page;
}

async function untilPostersAreMade() {
  await site.reeldex.until('all posters', 100_000, async () => {
    const { previews } = await site.reeldex.status();
    return previews.poster.ready === filmCount ? previews : undefined;
  });
}

test('the order says beforehand how many videos and previews it means', async () => {
  await untilPostersAreMade();
  const page = await openPreviews(/400 .*colour/);
  const says = (text: string | RegExp) => page.getByText(text).waitFor();
  await says('Nothing to make: no video that this means lacks any of these.');
  await page.getByRole('checkbox', { name: 'Small teasers' }).check();
  await says('6 previews of 6 videos');
  await page.getByRole('checkbox', { name: 'Stills' }).check();
  await says('12 previews of 6 videos');
  await page.getByLabel('Of the videos that this search finds').fill('tag:summer');
  await says('4 previews of 2 videos');
  await page.getByLabel('At most').fill('1');
  await says('2 previews of 1 video');
  await page.getByRole('checkbox', { name: 'Make again what is there already' }).check();
  await says('3 previews of 1 video');
  await page.getByLabel('At most').fill('');
  await page
    .getByLabel('Of the videos that this search finds')
    .fill(`${site.reeldex.url}/search?studio=Acme+Travel&sort=title`);
  await says('9 previews of 3 videos');
  await page.getByLabel('Of the videos that this search finds').fill('?colour=red');
  await says(/query: .*colour/);
  for (const name of ['Posters', 'Stills', 'Small teasers'])
    await page.getByRole('checkbox', { name, exact: true }).uncheck();
  await says('Choose at least one kind.');
  expect(await page.getByRole('button', { name: 'Queue' }).isDisabled()).toBe(true);
});

test('a pause holds for what is queued after it, and is seen everywhere until it ends', async () => {
  const page = await openPreviews();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('Paused: no previews are made until you resume').waitFor();
  await page.getByRole('checkbox', { name: 'Posters' }).uncheck();
  await page.getByRole('checkbox', { name: 'Seek thumbnails' }).check();
  await page.getByText('6 previews of 6 videos').waitFor();
  await page.getByRole('button', { name: 'Queue' }).click();
  await page.getByText('6 previews queued.').waitFor();
  await page.getByText('0 of 6 previews made').first().waitFor();
  await page.goto(`${site.reeldex.url}/dashboard#status`);
  await page.getByText('Previews are paused: none are made until they are resumed.').waitFor();
  const { previews } = await site.reeldex.status();
  expect(previews.seekThumbnails).toMatchObject({ queued: 6, running: 0, ready: 0 });

  await page.goto(`${site.reeldex.url}/dashboard#previews`);
  await page.getByRole('button', { name: 'Cancel: seek thumbnails' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel them' }).click();
  await page.getByText('6 previews cancelled.').waitFor();
  await page.getByText('Nothing is queued.').waitFor();
  await page.getByRole('button', { name: 'Make missing: stills' }).click();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('meter', { name: 'Stills' }).waitFor();
  await site.reeldex.until('the stills', 100_000, async () => {
    const status = await site.reeldex.status();
    return status.previews.previewThumbnails.ready === 6 ? status : undefined;
  });
  expect((await site.reeldex.status()).previews.seekThumbnails.ready).toBe(0);
  expect((await site.reeldex.status()).previews.previewThumbnails.bytes).toBeGreaterThan(0);
});

test('what is made again is served until the new one is there', async () => {
  const { reeldex } = site;
  await reeldex.json('/api/dashboard/previews', patch({ isPaused: true }));
  const order = { kinds: ['poster'], query: 'tag:beach', redo: true };
  expect(previewsPlan.parse(await reeldex.post('/api/dashboard/previews', order))).toEqual({
    ...{ videos: 1, previews: 1 },
  });
  const { previews } = await reeldex.status();
  expect(previews.poster).toMatchObject({ ready: 5, queued: 1 });
  const found = await reeldex.json('/search/search-videos?tag=beach');
  const [video] = (found as { videos: { hash: string; posterUrl: string }[] }).videos;
  expect((await fetch(`${reeldex.url}${video?.posterUrl ?? ''}`)).status).toBe(200);
  const poster = await fetch(`${reeldex.url}/api/media/get-poster/${video?.hash ?? ''}`);
  expect(poster.status).toBe(200);
  await reeldex.json('/api/dashboard/previews', patch({ isPaused: false }));
  await untilPostersAreMade();
});

test('a failure tells why, and is tried again alone or with all others', async () => {
  const { reeldex, dataDir } = site;
  const catalogue = await openCatalogue(join(dataDir, 'catalogue.db'));
  const failing = await catalogue
    .updateTable('previews')
    .set({ state: 'failed', error: 'The file cannot be read as a video.', attempts: 3 })
    .where('kind', '=', 'previewThumbnails')
    .returning('hash')
    .execute();
  await catalogue.destroy();
  await reeldex.json('/api/dashboard/previews', patch({ isPaused: true }));
  const page = await openPreviews();
  await page.getByText('The file cannot be read as a video.').nth(5).waitFor();
  await page.getByRole('button', { name: 'Retry stills of Sintel' }).click();
  await page.getByText('1 preview queued.').waitFor();
  await page.getByText('5 previews', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Retry all' }).click();
  await page.getByText('5 previews queued.').waitFor();
  await page.getByText('None failed.').waitFor();
  await expect(
    reeldex.post('/api/dashboard/previews/retry', {
      hash: failing[0]?.hash,
      kind: 'previewThumbnails',
    }),
  ).rejects.toThrow('404');
  await reeldex.json('/api/dashboard/previews', patch({ isPaused: false }));
});

function patch(body: unknown): RequestInit {
  const headers = { 'content-type': 'application/json' };
  return { method: 'PATCH', headers, body: JSON.stringify(body) };
}
