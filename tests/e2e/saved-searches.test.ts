import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../../core/contract/routes.ts';
import { managedSearchesAnswer } from '../../core/contract/saved-search.ts';
import { openPage } from '../support/browser-page.ts';
import { startFilmSite, type FilmSite } from '../support/film-site.ts';
import type { RunningReeldex } from '../support/running-reeldex.ts';

const phone = { width: 390, height: 844 };
/** As long as a locator waits. */
const patience = { timeout: 30_000 };

let site: FilmSite;
let reeldex: RunningReeldex;
let browser: Browser;

beforeAll(async () => {
  site = await startFilmSite();
  ({ reeldex, browser } = site);
});

afterAll(async () => await site.stop());

afterEach(async () => {
  for (const { id } of await saved())
    await reeldex.json(routes.dashboardSavedSearch(id), { method: 'DELETE' });
});

async function saved() {
  return managedSearchesAnswer.parse(await reeldex.json(routes.dashboardSavedSearches)).items;
}

async function savedNames(): Promise<readonly string[]> {
  return (await saved()).map(({ name }) => name);
}

async function save(...searches: readonly (readonly [name: string, query: string])[]) {
  for (const [name, query] of searches)
    await reeldex.post(routes.dashboardSavedSearches, { name, query });
}

async function open(path: string, viewport?: typeof phone): Promise<Page> {
  const page = await openPage(browser, viewport);
  await page.goto(reeldex.url + path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  return page;
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) }))).toEqual(
    [],
  );
}

describe('a person at the search page', () => {
  test('saves a search under the proposed name, and finds it in the menu and on the home page', async () => {
    const page = await open('/search?q=jane&tag=summer');
    await page.getByRole('button', { name: 'Save search' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save search' });
    const name = dialog.getByRole('textbox', { name: 'Name' });
    await expect.poll(() => name.inputValue(), patience).toBe('Jane, summer');
    await expectAccessible(page);
    // The name has the focus.
    await page.keyboard.type('Jane in summer');
    await page.keyboard.press('Enter');
    await page.getByText('Saved: Jane in summer').waitFor();
    await dialog.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Saved', exact: true }).click();
    const entry = page.getByRole('link', { name: 'Jane in summer 2 videos' });
    await entry.waitFor();
    await expectAccessible(page);
    await page.goto(reeldex.url);
    await page.getByRole('heading', { name: 'Jane in summer' }).scrollIntoViewIfNeeded();
    const row = page.getByRole('region', { name: 'Jane in summer' });
    await row.getByText('2 videos').waitFor();
    await row.getByRole('link', { name: 'A Walk on the Beach' }).waitFor();
    await row.getByRole('link', { name: 'Jane in summer' }).click();
    await page.waitForURL(/\/search\?q=jane&tag=summer$/);
  });

  test('is told that the same search is saved already, whatever the order of its filters', async () => {
    await save(['Warm', 'tag=summer&performer=Jane+Doe']);
    const page = await open('/search?performer=Jane+Doe&tag=summer&page=1');
    await page.getByRole('button', { name: 'Save search' }).click();
    await page.getByText('This search is saved already, as “Warm”.').waitFor();
  });

  test('changes what a saved search asks for by giving its name again', async () => {
    await save(['Warm', 'tag=summer']);
    const page = await open('/search?tag=beach');
    await page.getByRole('button', { name: 'Save search' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('warm');
    await page.getByText('“Warm” is saved already. It will search for this instead.').waitFor();
    await page.getByRole('button', { name: 'Replace' }).click();
    await page.getByText('Saved: Warm').waitFor();
    expect(await saved()).toMatchObject([{ name: 'Warm', query: 'tag=beach' }]);
  });

  test('has nothing to save before anything is asked for', async () => {
    const page = await open('/search');
    expect(await page.getByRole('button', { name: 'Save search' }).isDisabled()).toBe(true);
  });
});

describe('the home page', () => {
  test('loads a row when it comes near, and leaves out what finds nothing', async () => {
    const many = Array.from(
      { length: 12 },
      (_, number) => [`Row ${number}`, 'tag=summer'] as const,
    );
    await save(['Nothing', 'q=zzzzzz'], ...many);
    const page = await openPage(browser);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('tag=summer')) asked.push(request.url());
    });
    await page.goto(reeldex.url);
    await page.getByRole('heading', { name: 'Row 11' }).waitFor();
    expect(asked.length).toBeLessThan(6);
    await page.getByRole('heading', { name: 'Row 11' }).scrollIntoViewIfNeeded();
    const last = page.getByRole('region', { name: 'Row 11' });
    await last.getByRole('link', { name: 'Mountains at Dawn' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Nothing' }).count()).toBe(0);
  });
});

describe('the menu of a phone', () => {
  test('has the saved searches among what is more', async () => {
    await save(['Warm', 'tag=summer']);
    const page = await open('/favourites', phone);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('link', { name: 'Warm 2 videos' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Warm 2 videos' }).click();
    await page.waitForURL(/\/search\?tag=summer$/);
  });

  test('says how to save one while there is none', async () => {
    const page = await open('/favourites', phone);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByText('Nothing is saved yet.').waitFor();
  });
});

describe('the dashboard', () => {
  test('renames in place, by keyboard alone', async () => {
    await save(['Warm', 'tag=summer'], ['Short', 'durationMax=5']);
    const page = await open('/dashboard#saved');
    const rename = page.getByRole('button', { name: 'Rename Warm' });
    await rename.press('Enter');
    await page.keyboard.type('Short');
    await page.keyboard.press('Enter');
    await page.getByText('Another one is named “Short”.').waitFor();
    await page.getByRole('textbox', { name: 'New name of Warm' }).fill('Summer');
    await page.keyboard.press('Enter');
    const renamed = page.getByRole('button', { name: 'Rename Summer' });
    await renamed.waitFor();
    await expect
      .poll(() => renamed.evaluate((it) => it === document.activeElement), patience)
      .toBe(true);
    await renamed.press('Enter');
    await page.keyboard.type('Something else');
    await page.keyboard.press('Escape');
    await renamed.waitFor();
    expect(await savedNames()).toEqual(['Summer', 'Short']);
    await expectAccessible(page);
  });

  test('moves by buttons that keep the focus', async () => {
    await save(['A', 'q=a'], ['B', 'q=b'], ['C', 'q=c']);
    const page = await open('/dashboard#saved');
    const up = page.getByRole('button', { name: 'Move C up' });
    await up.press('Enter');
    await page.getByText('C is number 2 now.').waitFor();
    await expect
      .poll(() => up.evaluate((it) => it === document.activeElement), patience)
      .toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText('C is number 1 now.').waitFor();
    expect(await savedNames()).toEqual(['C', 'A', 'B']);
    await expect
      .poll(() => up.evaluate((it) => it === document.activeElement), patience)
      .toBe(true);
    expect(await up.getAttribute('aria-disabled')).toBe('true');
  });

  test('removes, and takes it back to its place', async () => {
    await save(['A', 'q=a'], ['B', 'q=b'], ['C', 'q=c']);
    const page = await open('/dashboard#saved');
    await page.getByRole('button', { name: 'Remove B' }).click();
    await page.getByText('Removed: B').waitFor();
    expect(await savedNames()).toEqual(['A', 'C']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: 'B', exact: true }).waitFor();
    expect(await savedNames()).toEqual(['A', 'B', 'C']);
  });

  test('says which are not listed, and how to save one while there is none', async () => {
    const page = await open('/dashboard#saved');
    await page.getByText('No search is saved yet').waitFor();
    await save(['Warm', 'tag=summer']);
    const rule = { field: 'tag', value: 'summer' };
    const { id } = (await reeldex.post(routes.dashboardFilters, rule)) as { id: number };
    await page.reload();
    await page.getByText('Not listed').waitFor();
    await expectAccessible(page);
    await reeldex.json(routes.dashboardFilter(id), { method: 'DELETE' });
  });
});
