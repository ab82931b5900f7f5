import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCatalogue } from '../../core/catalogue/open-catalogue.ts';
import { failedFilesAnswer } from '../../core/contract/dashboard.ts';
import { scanHistoryAnswer } from '../../core/contract/scan-history.ts';
import { indexAnswer } from '../../core/contract/search-index.ts';
import { openPage, startBrowser } from '../support/browser-page.ts';
import { makeManyVideos } from '../support/many-videos.ts';
import { RunningReeldex } from '../support/running-reeldex.ts';

const videoCount = 300;
const brokenCount = 30;
let folder: string;
let films: string;
let reeldex: RunningReeldex;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-dashboard-'));
  films = join(folder, 'Films');
  await mkdir(films);
  await makeManyVideos(films, videoCount);
  for (let number = 0; number < brokenCount; number += 1)
    await writeFile(join(films, `broken ${String(number).padStart(2, '0')}.mp4`), `text ${number}`);
  reeldex = await RunningReeldex.start({ dataDir: join(folder, 'data'), folders: [films] });
  await reeldex.untilIndexed(videoCount);
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  await reeldex.stop();
  await rm(folder, { recursive: true, force: true });
});

async function openSection(name: string): Promise<Page> {
  const page = await openPage(browser);
  await page.goto(`${reeldex.url}/dashboard#${name}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

describe('the scan section', () => {
  test('starts a full scan, shows its parts, and keeps it among the scans that were', async () => {
    const page = await openSection('scan');
    await page.getByRole('radio', { name: /^Full/ }).check();
    await page.getByRole('button', { name: 'Scan', exact: true }).click();
    for (const part of ['Finding files', 'Reading files', 'Making searchable'])
      await page.getByRole('progressbar', { name: part }).waitFor();
    await page.getByText(/The last scan ended .*changed/).waitFor();
    await page.getByText('Full: the whole library, by hand').waitFor();
    await page
      .getByText(/330 files|33\d files/)
      .first()
      .waitFor();
    await page.getByText('A scan for what is new is made every hour.').waitFor();
  });

  test('scans one folder that is chosen by walking to it', async () => {
    const page = await openSection('scan');
    await page.getByRole('button', { name: 'Only a folder' }).click();
    await page.getByRole('button', { name: 'shelf 1', exact: true }).click();
    await page.getByText(/videos right in this folder/).waitFor();
    await page.getByRole('button', { name: 'Choose this folder' }).click();
    await page.getByRole('button', { name: 'Scan', exact: true }).click();
    await page.getByText(`New and changed: ${join(films, 'shelf 1')}, by hand`).waitFor();
    const { items } = scanHistoryAnswer.parse(await reeldex.json('/api/dashboard/scans?limit=1'));
    expect(items).toMatchObject([{ folder: join(films, 'shelf 1'), requestedBy: 'person' }]);
  });

  test('lists failed files by pages, and has one of them read again', async () => {
    const page = await openSection('scan');
    await page.getByText(`${brokenCount} files`, { exact: true }).waitFor();
    const repaired = join(films, 'broken 00.mp4');
    await page.getByRole('button', { name: `Retry ${repaired}` }).click();
    await page.getByText('The file is being read again.').waitFor();
    await page.getByRole('link', { name: 'Page 2' }).click();
    await page.getByText(join(films, 'broken 29.mp4'), { exact: true }).waitFor();
    await expect(
      reeldex.post('/api/dashboard/scan/failed', { path: join(films, 'base.mp4') }),
    ).rejects.toThrow('404');
    const answer = await reeldex.until('the retried file to fail again', 20_000, async () => {
      const failed = failedFilesAnswer.parse(await reeldex.json('/api/dashboard/scan/failed'));
      return failed.total === brokenCount ? failed : undefined;
    });
    expect(answer.items[0]).toMatchObject({ path: repaired, attempts: 1 });
  });
});

describe('the index section', () => {
  test('runs an audit and says in words what it found', async () => {
    const page = await openSection('index');
    await page.getByText('Not audited yet').waitFor();
    await page.getByRole('button', { name: 'Check and repair' }).click();
    await page.getByText(/^Audited today at .*: 300 documents, nothing to repair$/).waitFor();
    await page.getByText('asked for by hand').waitFor();
    await page.getByText(/^(Today|Tomorrow) at/i).waitFor();
  });

  test('rebuilds after asking, and says when it did', async () => {
    const page = await openSection('index');
    await page.getByRole('button', { name: 'Rebuild' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Rebuild' }).click();
    await page.getByText(/^Rebuilt today at .*: 300 documents in/).waitFor();
  });

  test('lists refused documents with their titles, and has one tried again', async () => {
    const catalogue = await openCatalogue(join(folder, 'data', 'catalogue.db'));
    const [first, second] = await catalogue
      .selectFrom('videos')
      // Nothing else is going to change these.
      .innerJoin('previews', 'previews.hash', 'videos.hash')
      .select(['videos.hash', 'title'])
      .where('previews.state', '=', 'ready')
      .where(sql<boolean>`published_rev = rev`)
      .orderBy('videos.hash')
      .limit(2)
      .execute();
    await catalogue
      .updateTable('videos')
      .set({ publish_error: 'The document is too strange.' })
      .where('hash', 'in', [first?.hash ?? '', second?.hash ?? ''])
      .execute();
    const page = await openSection('index');
    await page.getByText('The document is too strange.').nth(1).waitFor();
    await page.getByRole('button', { name: `Retry ${first?.title ?? ''}` }).click();
    await page.getByText('It is being tried again.').waitFor();
    const { refusedDocuments, refused } = indexAnswer.parse(
      await reeldex.json('/api/dashboard/index'),
    );
    expect(refusedDocuments).toMatchObject([{ hash: second?.hash, title: second?.title }]);
    expect(refused).toBe(1);
    await expect(
      reeldex.post('/api/dashboard/index', { action: 'retry', hash: first?.hash }),
    ).rejects.toThrow('404');
    await page.getByRole('button', { name: 'Retry all' }).click();
    await page.getByText('None.').waitFor();
    await catalogue.destroy();
  });

  test('says that a run could not be done, and why', async () => {
    const catalogue = await openCatalogue(join(folder, 'data', 'catalogue.db'));
    await catalogue
      .insertInto('index_runs')
      .values({
        ...{ kind: 'audit', requested_by: 'schedule', requested_ms: Date.now(), attempts: 3 },
        ...{ state: 'failed', finished_ms: Date.now(), error: 'No space left on device.' },
        ...{ done: 0, total: 0 },
      })
      .execute();
    await catalogue.destroy();
    const page = await openSection('index');
    await page.getByText(/^Failed today at .*: No space left on device\.$/).waitFor();
    await page.getByText('on schedule').waitFor();
  });
});
