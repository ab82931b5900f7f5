import AxeBuilder from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPage } from '../support/browser-page.ts';
import { startFilmSite, type FilmSite } from '../support/film-site.ts';
import type { RunningReeldex } from '../support/running-reeldex.ts';

let site: FilmSite;
let reeldex: RunningReeldex;
let browser: Browser;
let hash: string;

beforeAll(async () => {
  site = await startFilmSite();
  ({ reeldex, browser } = site);
  const found = (await reeldex.json('/search/search-videos?q=sintel')) as {
    videos: { hash: string }[];
  };
  hash = found.videos[0]?.hash ?? '';
  await reeldex.post(`/api/add-favourite/${hash}`);
});

afterAll(async () => await site.stop());

const notFound = '/there/is/nothing';

const pages = [
  '/',
  '/search?q=jane',
  `/search?q=jane&studio=${'Extraordinarily+Long+Name+'.repeat(4)}`,
  '/watch?v=HASH',
  '/performers',
  '/performer?name=Jane+Doe',
  '/studios',
  '/studio?name=Acme+Travel',
  '/favourites',
  '/history',
  '/welcome',
  notFound,
  ...['status', 'scan', 'libraries', 'previews', 'filters', 'saved', 'index', 'logs'].map(
    (name) => `/dashboard#${name}`,
  ),
];

describe.each([
  ['a phone in light', { width: 390, height: 844 }, 'light'],
  ['a desktop in dark', { width: 1440, height: 900 }, 'dark'],
] as const)('on %s', (_, viewport, colorScheme) => {
  test.each(pages)(
    '%s shows its heading, fits the width and has no accessibility violation',
    async (path) => {
      const page = await openPage(browser, viewport, path === notFound ? /404/ : undefined);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(reeldex.url + path.replace('HASH', hash));
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.locator('main .skeleton').first().waitFor({ state: 'detached' });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) })),
      ).toEqual([]);
    },
  );
});

test('an address that leads nowhere is not found, and told so to programs in JSON', async () => {
  const asBrowser = await fetch(reeldex.url + notFound, { headers: { accept: 'text/html' } });
  expect(asBrowser.status).toBe(404);
  expect(asBrowser.headers.get('content-type')).toContain('text/html');
  for (const [path, accept] of [
    [notFound, '*/*'],
    ['/api/nothing', 'text/html'],
  ] as const) {
    const asProgram = await fetch(reeldex.url + path, { headers: { accept } });
    expect(asProgram.status).toBe(404);
    expect(await asProgram.json()).toMatchObject({ error: { code: 'not_found' } });
  }
});
