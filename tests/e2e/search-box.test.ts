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

const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

async function open(path = '/', viewport = desktop): Promise<Page> {
  const page = await openPage(browser, viewport);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(reeldex.url + path);
  return page;
}

const boxOf = (page: Page) => page.getByRole('combobox', { name: 'Search videos' });
const optionOf = (page: Page, name: RegExp) => page.getByRole('option', { name });

describe('a person who types into the search box of any page', () => {
  test('opens a video by arrow keys and Enter, without leaving the box before', async () => {
    const page = await open('/studios');
    await boxOf(page).pressSequentially('bunn');
    const video = optionOf(page, /Big Buck Bunny/);
    await video.waitFor();
    await page.keyboard.press('ArrowDown');
    await expect.poll(async () => await video.getAttribute('aria-selected')).toBe('true');
    expect(await boxOf(page).getAttribute('aria-activedescendant')).toBe(
      await video.getAttribute('id'),
    );
    expect(await boxOf(page).evaluate((box) => box === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/watch\?v=/);
    await page.getByRole('heading', { level: 1, name: 'Big Buck Bunny' }).waitFor();
  });

  test('is offered performers and studios, and gets to the page of one', async () => {
    const page = await open();
    await boxOf(page).pressSequentially('jane');
    await page.getByRole('group', { name: 'Performers' }).waitFor();
    await optionOf(page, /^Jane Doe/).click();
    await page.waitForURL(/\/performer\?name=Jane%20Doe$/);
  });

  test('searches with Enter as long as nothing is highlighted', async () => {
    const page = await open();
    await boxOf(page).pressSequentially('sintel');
    await optionOf(page, /Sintel/)
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?q=sintel$/);
  });

  test('closes the panel with Escape, keeps what was typed, and leaves with Tab', async () => {
    const page = await open();
    await boxOf(page).pressSequentially('jane');
    await optionOf(page, /All results for jane/).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    expect(await boxOf(page).inputValue()).toBe('jane');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('listbox').waitFor();
    await page.keyboard.press('Tab');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
  });

  test('loses no key that comes before the suggestions are there', async () => {
    const page = await open();
    const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
    await page.route(/\/assets\/.*\.js$/, async (route) => {
      await released;
      await route.continue();
    });
    const asked = page.waitForRequest(/\/assets\/.*\.js$/);
    await boxOf(page).pressSequentially('bunn');
    await asked;
    await page.keyboard.press('ArrowDown');
    expect(await boxOf(page).inputValue()).toBe('bunn');
    expect(await page.getByRole('listbox').count()).toBe(0);
    release(undefined);
    await optionOf(page, /Big Buck Bunny/).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/watch\?v=/);
  });

  test('searches with Enter when the suggestions cannot be fetched', async () => {
    const page = await openPage(browser, desktop, /ERR_FAILED/);
    await page.goto(reeldex.url);
    await page.route(/\/assets\/.*\.js$/, (route) => route.abort());
    await boxOf(page).pressSequentially('sintel');
    await page.unroute(/\/assets\/.*\.js$/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?q=sintel$/);
  });

  test('does so on a phone, over the whole width', async () => {
    const page = await open('/', phone);
    await boxOf(page).pressSequentially('beach');
    const video = optionOf(page, /A Walk on the Beach/);
    await video.waitFor();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await video.click();
    await page.waitForURL(/\/watch\?v=/);
  });
});

test('a person who types a filter is offered its values, in quotes where they need them', async () => {
  const page = await open('/search');
  await boxOf(page).pressSequentially('at performer:ja');
  await page.getByRole('group', { name: 'Performers' }).waitFor();
  await optionOf(page, /^Jane Doe/).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await boxOf(page).inputValue()).toBe('at performer:"Jane Doe" ');
  await page.waitForURL(/q=at&performer=Jane\+Doe$/);
  await page.getByRole('main').getByText('Sintel').first().waitFor({ state: 'detached' });
});

describe('recent searches', () => {
  test('are offered in the empty box, and can be taken away', async () => {
    const page = await open();
    for (const query of ['sintel', 'jane doe']) {
      await page.goto(reeldex.url);
      await boxOf(page).fill(query);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/search\?q=/);
    }
    await page.goto(reeldex.url);
    await boxOf(page).click();
    await page.getByRole('group', { name: 'Recent searches' }).waitFor();
    expect(await page.getByRole('option').allInnerTexts()).toEqual(['jane doe', 'sintel']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Delete');
    await optionOf(page, /jane doe/).waitFor({ state: 'detached' });
    await optionOf(page, /sintel/).click();
    await page.waitForURL(/\/search\?q=sintel$/);
    await page.goto(reeldex.url);
    await boxOf(page).click();
    await page.getByRole('button', { name: 'Clear recent searches' }).click();
    await page.getByRole('listbox').waitFor({ state: 'detached' });
  });
});

describe.each([
  ['a phone in the dark', phone, 'dark'],
  ['a desktop in the light', desktop, 'light'],
] as const)('on %s', (_, viewport, colorScheme) => {
  test('the panel has no accessibility violation', async () => {
    const page = await open('/performers', viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await boxOf(page).pressSequentially('a');
    await optionOf(page, /All results for a/).waitFor();
    await page.keyboard.press('ArrowDown');
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) }));
    expect(found).toEqual([]);
  });
});
