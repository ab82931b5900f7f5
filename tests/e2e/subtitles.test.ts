import AxeBuilder from '@axe-core/playwright';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPage, startBrowser } from '../support/browser-page.ts';
import type { ClipOptions } from '../support/clips.ts';
import { RunningReeldex } from '../support/running-reeldex.ts';
import { lineEachSecond, makeSubtitledFilm } from '../support/subtitled-film.ts';
import { addressOf, jumpTo, untilPlayingAt } from './playing-video.ts';

let folder: string;
let reeldex: RunningReeldex;
let browser: Browser;

const durationS = 40;
const clip: ClipOptions = {
  ...{ durationS, width: 640, height: 360, audioCodec: 'aac', chapters: ['Opening', 'The end'] },
  outputArgs: ['-g', '20', '-bf', '2'],
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-subtitles-'));
  const library = join(folder, 'Films');
  await makeSubtitledFilm(join(library, 'Small Film.mp4'), clip, []);
  const greeting = lineEachSecond('<i>Привет</i>', durationS);
  await writeFile(join(library, 'Small Film.ru.srt'), `\ufeff${greeting}`, 'utf16le');
  await writeFile(join(library, 'Small Film.fr.srt'), lineEachSecond('Bonjour', durationS));
  const two: ClipOptions = { ...clip, hue: 90, audioLanguages: ['eng', 'fra'] };
  await makeSubtitledFilm(join(library, 'Great Film.mkv'), two, [
    { language: 'eng', codec: 'srt', text: lineEachSecond('Hello', durationS) },
    { language: 'rus', codec: 'ass', text: lineEachSecond('Здравствуй', durationS) },
  ]);
  reeldex = await RunningReeldex.start({ dataDir: join(folder, 'data'), folders: [library] });
  await reeldex.untilIndexed(2);
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  await reeldex.stop();
  await rm(folder, { recursive: true, force: true });
});

async function open(page: Page, title: string): Promise<void> {
  await page.goto(await addressOf(reeldex, title));
  await untilPlayingAt(page, 0);
}

/** Opens a menu of the control bar and chooses an entry. */
async function choose(page: Page, menu: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${menu}:`) }).click();
  await page.getByRole('menuitemradio', { name: entry, exact: true }).click();
}

/** The second that a line of these says that it belongs to, with the one that is playing. */
async function seconds(page: Page, word: string): Promise<readonly [number, number]> {
  const line = await page.locator('media-controller p', { hasText: word }).first().innerText();
  const nowS = await page.evaluate(() => document.querySelector('video')?.currentTime ?? 0);
  return [Number(line.replace(word, '').trim()), nowS];
}

async function expectInTime(page: Page, word: string): Promise<void> {
  const [saidS, nowS] = await seconds(page, word);
  expect(Math.abs(nowS - saidS)).toBeLessThan(2);
}

describe('a person who watches with subtitles', () => {
  test('chooses those beside a video, and the next video shows the same language', async () => {
    const page = await openPage(browser);
    await open(page, 'Small Film');
    await choose(page, 'Subtitles', 'Russian');
    await page.getByText(/^Привет \d+$/).waitFor();
    await jumpTo(page, 20);
    await expectInTime(page, 'Привет');
    await page.keyboard.press('c');
    await page.getByText(/^Привет \d+$/).waitFor({ state: 'detached' });
    await page.keyboard.press('c');
    await page.getByText(/^Привет \d+$/).waitFor();

    await open(page, 'Great Film');
    await page.getByText(/^Здравствуй \d+$/).waitFor();
    await jumpTo(page, 25);
    await expectInTime(page, 'Здравствуй');
    await page.getByRole('button', { name: /^Subtitles:/ }).press('Enter');
    await page.getByRole('menuitemradio', { name: 'English' }).waitFor();
    // The menu element has a button in a slot that is not shown, which axe takes for a child.
    const axe = new AxeBuilder({ page }).disableRules('aria-required-children');
    const { violations } = await axe.analyze();
    expect(violations).toEqual([]);
    // The keyboard begins at the chosen one.
    await page.waitForFunction(() => document.activeElement?.textContent.trim() === 'Russian');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByText(/^Здравствуй \d+$/).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Speed/ }).press('Enter');
    await page.waitForFunction(() => {
      const menu = document.querySelector('media-playback-rate-menu');
      return menu?.shadowRoot?.activeElement?.getAttribute('value') === '1';
    });
    await page.keyboard.press('Escape');
  });

  test('hears another sound track from the same place on', async () => {
    const page = await openPage(browser);
    await open(page, 'Great Film');
    await jumpTo(page, 10);
    const playlist = page.waitForRequest(/index\.m3u8.*audio=1/);
    await choose(page, 'Sound', 'French, mono');
    await playlist;
    await untilPlayingAt(page, 10);
    await jumpTo(page, 30);
    await page.reload();
    await untilPlayingAt(page, 0);
    await page.getByRole('button', { name: 'Sound: French, mono' }).waitFor({ state: 'attached' });
  });

  test('finds the chapters in the seek bar and in the list', async () => {
    const page = await openPage(browser);
    await open(page, 'Small Film');
    await page.getByRole('button', { name: /The end/ }).click();
    await untilPlayingAt(page, 20);
    const bar = page.locator('media-time-range');
    const box = await bar.boundingBox();
    await bar.hover({ position: { x: (box?.width ?? 0) * 0.25, y: (box?.height ?? 0) / 2 } });
    await page.locator('media-preview-chapter-display', { hasText: 'Opening' }).waitFor();
  });
});
