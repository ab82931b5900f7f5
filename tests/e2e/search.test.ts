import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPage } from '../support/browser-page.ts';
import { startFilmSite, type FilmSite } from '../support/film-site.ts';
import type { RunningReeldex } from '../support/running-reeldex.ts';

let site: FilmSite;
let reeldex: RunningReeldex;
let browser: Browser;

beforeAll(async () => {
  site = await startFilmSite();
  ({ reeldex, browser } = site);
});

afterAll(async () => await site.stop());

const phone = { width: 390, height: 844 };
const desktop = { width: 1440, height: 900 };

interface OpenOptions {
  readonly viewport?: typeof phone;
  readonly colorScheme?: 'light' | 'dark';
}

async function openSearch(
  query = '',
  { viewport = desktop, colorScheme = 'light' }: OpenOptions = {},
): Promise<Page> {
  const page = await openPage(browser, viewport);
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.goto(`${reeldex.url}/search${query}`);
  return page;
}

/** Waits until exactly these videos are shown, in any order. */
async function untilShown(page: Page, ...titles: readonly string[]): Promise<void> {
  const wanted = titles.toSorted().join(', ');
  await page.waitForFunction((expected) => {
    const cards = document.querySelectorAll('main [aria-label="Videos found"] h3');
    const shown = Array.from(cards, (card) => card.textContent.trim());
    return shown.toSorted().join(', ') === expected;
  }, wanted);
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) }));
  expect(found).toEqual([]);
}

describe('a person who narrows by facets', () => {
  test('has videos with any of two tags, then with all of them, and goes back', async () => {
    const page = await openSearch();
    const tags = page.getByRole('list', { name: 'Tags' });
    await tags.getByRole('checkbox', { name: /animation/ }).check();
    await untilShown(page, 'Big Buck Bunny', 'Sintel');
    await tags.getByRole('checkbox', { name: /forest/ }).check();
    await untilShown(page, 'Big Buck Bunny', 'Sintel');
    await page.getByRole('radio', { name: 'All of them' }).check();
    await untilShown(page, 'Big Buck Bunny');
    expect(page.url()).toContain('tag=animation&tag=forest&allOf=tag');
    await page.goBack();
    await untilShown(page, 'Big Buck Bunny', 'Sintel');
    expect(await page.getByRole('radio', { name: 'Any of them' }).isChecked()).toBe(true);
  });

  test('finds a value within a facet, and still sees the one that is chosen', async () => {
    const page = await openSearch('?tag=summer');
    const tags = page.getByRole('list', { name: 'Tags' });
    await page.getByRole('searchbox', { name: 'Find in Tags' }).fill('rob');
    await tags.getByText('forest').waitFor({ state: 'detached' });
    expect(await tags.getByRole('checkbox').count()).toBe(1);
    await tags.getByRole('checkbox', { name: /robots/ }).check();
    await untilShown(page, 'A Walk on the Beach', 'Mountains at Dawn', 'Tears of Steel');
    await page.getByRole('searchbox', { name: 'Find in Tags' }).fill('');
    expect(await tags.getByRole('checkbox', { name: /summer/ }).isChecked()).toBe(true);
  });

  test('leaves a value out', async () => {
    const page = await openSearch('?studio=Blender+Foundation');
    await page.getByRole('button', { name: 'Not animation' }).click();
    await untilShown(page, 'Tears of Steel');
    const active = page.getByRole('list', { name: 'Active filters' });
    await active.getByRole('button', { name: 'Remove filter: Not Tag: animation' }).click();
    await untilShown(page, 'Big Buck Bunny', 'Sintel', 'Tears of Steel');
  });

  test('finds a group as they left it, on the next visit, too', async () => {
    const page = await openSearch();
    const studios = page.getByRole('list', { name: 'Studio' });
    await studios.waitFor();
    await page.locator('summary', { hasText: 'Studio' }).click();
    await studios.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('list', { name: 'Tags' }).waitFor();
    expect(await studios.count()).toBe(0);
  });

  test('does so on a phone in a sheet that tells how many are left', async () => {
    const page = await openSearch('', { viewport: phone });
    await page.getByRole('button', { name: 'Filters' }).click();
    const sheet = page.getByRole('dialog', { name: 'Filters' });
    await sheet.getByRole('checkbox', { name: /dragon/ }).check();
    await sheet.getByRole('button', { name: 'Show 1 video' }).click();
    await untilShown(page, 'Sintel');
  });
});

describe('a person who narrows by a histogram', () => {
  test('clicks a year, sees the range, and takes it back', async () => {
    const page = await openSearch();
    const years = page.getByRole('group', { name: 'Year' });
    await years.locator('[data-bar="2010"]').click();
    await untilShown(page, 'Sintel');
    expect(page.url()).toMatch(/releasedFrom=2010-01-01&releasedTo=2010-12-31$/);
    await years.getByText('2010').waitFor();
    await page.getByRole('button', { name: 'Remove filter: Released 2010' }).click();
    await page.waitForURL(/\/search$/);
  });

  test('drags over years, and back undoes it', async () => {
    const page = await openSearch();
    const years = page.getByRole('group', { name: 'Year' });
    await years.locator('[data-bar="2010"]').hover();
    await page.mouse.down();
    await years.locator('[data-bar="2012"]').hover();
    await page.mouse.up();
    await untilShown(page, 'Sintel', 'Tears of Steel');
    await page.goBack();
    await page.waitForURL(/\/search$/);
    await page.getByRole('main').getByText('Big Buck Bunny').first().waitFor();
  });

  test('moves an end of the lengths by keys', async () => {
    const page = await openSearch();
    await page.getByRole('slider', { name: 'Length from' }).press('End');
    await untilShown(page, 'Big Buck Bunny', 'Sintel');
    expect(page.url()).toMatch(/durationMin=10$/);
  });
});

describe('a person who narrows by the words of what was found', () => {
  test('opens the cloud, follows a tag of it, and goes back', async () => {
    const page = await openSearch('?performer=Jane+Doe');
    await page.getByRole('button', { name: 'Word cloud' }).click();
    const cloud = page.getByRole('region', { name: 'Word cloud' });
    await cloud.getByRole('link', { name: /^summer/ }).click();
    await untilShown(page, 'A Walk on the Beach', 'Mountains at Dawn');
    await expectAccessible(page);
    await page.goBack();
    await untilShown(page, 'A Walk on the Beach', 'Mountains at Dawn', 'Street Portrait');
  });
});

describe('a search that finds nothing', () => {
  test('offers what it would find without one of its filters', async () => {
    const page = await openSearch('?q=sintel&tag=beach');
    await page.getByRole('heading', { name: 'No videos match "sintel"' }).waitFor();
    await page.getByRole('link', { name: 'Without Tag: beach 1 video' }).click();
    await untilShown(page, 'Sintel');
    expect(page.url()).toMatch(/\/search\?q=sintel$/);
  });

  test('leads back to all videos', async () => {
    const page = await openSearch('?q=zzzzz');
    await page.getByRole('button', { name: 'Show all videos' }).click();
    await page.getByRole('main').getByText('Sintel').first().waitFor();
    expect(page.url()).toMatch(/\/search$/);
  });
});

describe.each(['light', 'dark'] as const)('in the %s', (colorScheme) => {
  test('the filters are accessible beside the results', async () => {
    const page = await openSearch('?tag=animation&tag=forest', { colorScheme });
    await page.getByRole('radio', { name: 'All of them' }).waitFor();
    await expectAccessible(page);
  });

  test('the filters are accessible in the sheet of a phone', async () => {
    const page = await openSearch('?tag=animation&tag=forest', { viewport: phone, colorScheme });
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('group', { name: 'Year' }).waitFor();
    await expectAccessible(page);
  });
});
