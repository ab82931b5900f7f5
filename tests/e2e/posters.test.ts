// A person gives a video another poster: a picture of it, one of their own, and the automatic one again.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProcess } from '../../core/run-process.ts';
import { openPage, startBrowser } from '../support/browser-page.ts';
import { makeClip } from '../support/clips.ts';
import { RunningReeldex } from '../support/running-reeldex.ts';

let folder: string;
let reeldex: RunningReeldex;
let browser: Browser;

/** A pattern for two seconds, which makes the automatic poster; then blue. */
const patternThenBlue = [
  'testsrc=size=320x180:rate=10:duration=2[pattern]',
  'color=blue:size=320x180:rate=10:duration=4[blue]',
  '[pattern][blue]concat',
].join(';');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-posters-'));
  const library = join(folder, 'Films');
  await makeClip(join(library, 'Pattern and Blue.mp4'), { picture: patternThenBlue });
  const green = ['-f', 'lavfi', '-i', 'color=green:size=900x600', '-frames:v', '1'];
  await runProcess('ffmpeg', ['-v', 'error', ...green, join(folder, 'green.png')]);
  await writeFile(join(folder, 'green.txt'), 'green');
  reeldex = await RunningReeldex.start({ dataDir: join(folder, 'data'), folders: [library] });
  await reeldex.untilIndexed(1);
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  await reeldex.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The colour in the middle of the video's card on the search page. */
async function cardColour(page: Page): Promise<'red' | 'green' | 'blue' | 'mixed'> {
  await page.goto(`${reeldex.url}/search`);
  const picture = page.getByRole('main').locator('article img').last();
  await picture.waitFor();
  const [red = 0, green = 0, blue = 0] = await picture.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    return [...(context?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data ?? [])];
  });
  const isOnly = (level: number, ...others: readonly number[]) =>
    level > 90 && others.every((other) => other < 60);
  if (isOnly(red, green, blue)) return 'red';
  if (isOnly(green, red, blue)) return 'green';
  return isOnly(blue, red, green) ? 'blue' : 'mixed';
}

async function openVideo(page: Page): Promise<void> {
  await page.goto(`${reeldex.url}/search`);
  await page.getByRole('main').getByRole('link', { name: 'Pattern and Blue' }).first().click();
  await page.waitForURL(/\/watch\?v=/);
}

test('a person chooses a frame, then a picture of their own, and goes back to the automatic one', async () => {
  const page = await openPage(browser, { width: 1280, height: 800 }, /status of 400/);
  const automatic = await cardColour(page);
  expect(automatic).not.toBe('blue');

  await openVideo(page);
  await page.locator('video').evaluate(async (video: HTMLVideoElement) => {
    video.muted = true;
    video.pause();
    video.currentTime = 4;
    await new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
  });
  await page.locator('media-controller').hover();
  await page.getByRole('button', { name: 'Use this picture as poster' }).click();
  const dialog = page.getByRole('dialog', { name: 'Poster' });
  await dialog.getByText('At 0:04').waitFor();
  await dialog.getByText('Chosen by Reeldex').waitFor();
  await dialog.getByRole('button', { name: 'Use this picture as poster' }).click();
  await page.getByText('The poster was changed.').waitFor();
  await dialog.waitFor({ state: 'detached' });
  expect(await cardColour(page)).toBe('blue');

  await openVideo(page);
  await page.getByRole('button', { name: 'Poster', exact: true }).click();
  await dialog.getByText('A picture of the video').waitFor();
  const file = dialog.getByLabel('Picture to upload');
  await file.setInputFiles(join(folder, 'green.txt'));
  await page.getByText(/This is no picture that can be used/).waitFor();
  await file.setInputFiles(join(folder, 'green.png'));
  await page.getByText('The poster was changed.').waitFor();
  expect(await cardColour(page)).toBe('green');

  await openVideo(page);
  await page.getByRole('button', { name: 'Poster', exact: true }).click();
  await dialog.getByText('Your own picture', { exact: true }).waitFor();
  await dialog.getByRole('button', { name: 'Automatic again' }).click();
  await page.getByText('The poster was changed.').waitFor();
  expect(await cardColour(page)).toBe(automatic);
});
