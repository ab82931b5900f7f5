import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../../core/contract/routes.ts';
import { openPage, startBrowser } from '../support/browser-page.ts';
import { makeClip } from '../support/clips.ts';
import { RunningReeldex } from '../support/running-reeldex.ts';
import { addressOf, jumpTo, untilPlayingAt } from './playing-video.ts';

let folder: string;
let reeldex: RunningReeldex;
let browser: Browser;

const cuts = ['-g', '40', '-bf', '2'];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-converted-'));
  const library = join(folder, 'Films');
  await makeClip(join(library, 'Matroska Film.mkv'), {
    ...{ durationS: 60, audioCodec: 'ac3', width: 320, height: 180, outputArgs: cuts },
  });
  await makeClip(join(library, 'Old Film.avi'), {
    ...{ videoCodec: 'mpeg4', audioCodec: 'mp3', durationS: 60, width: 320, height: 240, hue: 90 },
  });
  await makeClip(join(library, 'Surround Film.mp4'), {
    ...{ durationS: 30, audioCodec: 'ac3', hue: 180, outputArgs: cuts },
  });
  await makeClip(join(library, 'Plain Film.mp4'), {
    ...{ durationS: 60, audioCodec: 'aac', hue: 270 },
    outputArgs: [...cuts, '-movflags', '+faststart'],
    audioLanguages: ['eng', 'deu'],
  });
  reeldex = await RunningReeldex.start({ dataDir: join(folder, 'data'), folders: [library] });
  await reeldex.untilIndexed(4);
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  await reeldex.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Resolves when the seek bar shows a picture of the place under the pointer. */
async function untilThumbnailAt(page: Page, ratio: number): Promise<void> {
  const bar = page.locator('media-time-range');
  const picture = bar.locator('media-preview-thumbnail[mediapreviewimage] img');
  await expect
    .poll(
      async () => {
        // The pictures may still be in the making.
        const box = await bar.boundingBox();
        if (box === null) return 0;
        const x = box.x + box.width * ratio;
        await page.mouse.move(x, box.y - 100);
        await page.mouse.move(x, box.y + box.height / 2);
        // Until it is painted: to come to the bar anew has it begin anew.
        const isShown = await picture.waitFor({ timeout: 2000 }).then(
          () => true,
          () => false,
        );
        if (!isShown) return 0;
        return await picture.evaluate((image: HTMLImageElement) => image.naturalWidth);
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(0);
}

/** Bytes of sound that Chromium decoded: a video without sound plays as well. */
async function decodedSoundBytes(page: Page): Promise<number> {
  return await page.evaluate(() => {
    const video = document.querySelector('video');
    const bytes: unknown = video && Reflect.get(video, 'webkitAudioDecodedByteCount');
    return typeof bytes === 'number' ? bytes : 0;
  });
}

describe('a person who watches a film that the browser plays', () => {
  test('sees the file itself, jumps about in it, and sees where they would jump to', async () => {
    const page = await openPage(browser);
    const converted: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/hls/')) converted.push(request.url());
    });
    await page.goto(await addressOf(reeldex, 'Plain Film'));
    await untilPlayingAt(page, 0);
    for (const positionS of [50, 5, 30]) await jumpTo(page, positionS);
    expect(converted).toEqual([]);
    await untilThumbnailAt(page, 0.75);
    // Another sound track is none that browsers can choose.
    await page.getByRole('button', { name: /^Sound/ }).click();
    await page.getByRole('menuitemradio', { name: /German/ }).click();
    await page.waitForFunction(() => {
      const video = document.querySelector('video');
      return video?.src.startsWith('blob:') && !video.paused && video.currentTime > 30.5;
    });
    await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 3);
    expect(await page.evaluate(() => document.querySelector('video')?.paused)).toBe(false);
  });

  test('has the same keys in full screen and on its buttons, and a page that stays where it is', async () => {
    const page = await openPage(browser, { width: 1000, height: 700 });
    await page.goto(await addressOf(reeldex, 'Plain Film'));
    await untilPlayingAt(page, 0);
    await page.getByRole('button', { name: 'pause', exact: true }).focus();
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'play', exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByText('Volume 95 %').waitFor();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.evaluate(
      () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
    );
    await page.keyboard.press('f');
    await page.waitForFunction(() => document.fullscreenElement !== null);
    await page.keyboard.press('ArrowDown');
    const word = page.locator(':fullscreen').getByText('Volume 90 %');
    await word.waitFor();
    expect(await word.evaluate((element) => getComputedStyle(element).opacity)).toBe('1');
  });

  test('goes on where they jumped to when the server is back', async () => {
    const page = await openPage(browser, undefined, /503/);
    const leaving = Promise.withResolvers<boolean>();
    let isAway = true;
    // The beginning comes, and the rest once it is back behind its proxy.
    await page.route(/\/video\/\w{16}$/, async (route) => {
      const { range } = route.request().headers();
      if (!isAway) await route.continue();
      else if (range === 'bytes=0-') {
        const headers = { ...route.request().headers(), range: 'bytes=0-99999' };
        await route.fulfill({ response: await route.fetch({ headers }) });
      } else {
        await leaving.promise;
        await route.fulfill({ status: 503 });
      }
    });
    await page.goto(await addressOf(reeldex, 'Plain Film'));
    await untilPlayingAt(page, 0);
    leaving.resolve(true);
    await page.evaluate(() => {
      const video = document.querySelector('video');
      if (video !== null) video.currentTime = 50;
    });
    await page.getByText('goes on by itself when they are back').waitFor();
    isAway = false;
    await untilPlayingAt(page, 50);
  });

  test('jumps on by tapping twice at the right, back at the left', async () => {
    const page = await openPage(browser, { width: 390, height: 844 });
    await page.goto(await addressOf(reeldex, 'Plain Film'));
    await untilPlayingAt(page, 0);
    // The browser's own taps would be too far apart on a busy machine.
    const tap = async (ratio: number, times: number) =>
      await page.locator('video').evaluate(
        (video: HTMLVideoElement, { at, count }) => {
          video.pause();
          const { left, width } = video.getBoundingClientRect();
          const init = { pointerType: 'touch', clientX: left + width * at };
          const beforeS = video.currentTime;
          for (let taps = 0; taps < count; taps += 1)
            video.dispatchEvent(new PointerEvent('pointerup', init));
          return Math.round(video.currentTime - beforeS);
        },
        { at: ratio, count: times },
      );
    expect(await tap(0.9, 3)).toBe(20);
    expect(await tap(0.1, 2)).toBe(-10);
    expect(await tap(0.9, 1)).toBe(0);
  });
});

describe('a person who watches what the browser cannot play', () => {
  test.each(['Matroska Film', 'Old Film', 'Surround Film'])(
    'sees and hears %s, and jumps about in it',
    async (title) => {
      const page = await openPage(browser);
      await page.goto(await addressOf(reeldex, title));
      await untilPlayingAt(page, 0);
      const durationS = await page.evaluate(() => document.querySelector('video')?.duration ?? 0);
      expect(durationS).toBeCloseTo(title === 'Surround Film' ? 30 : 60, 0);
      await jumpTo(page, 20);
      if (title !== 'Surround Film') await jumpTo(page, 50);
      await jumpTo(page, 5);
      await untilThumbnailAt(page, 0.5);
      await expect.poll(async () => await decodedSoundBytes(page)).toBeGreaterThan(0);
    },
  );

  test('sees a film to its end that ends before it was said to', async () => {
    const page = await openPage(browser, undefined, /404/);
    let playlists = 0;
    // What the server does when it finds the end of a damaged file.
    await page.route('**/index.m3u8*', async (route) => {
      playlists += 1;
      const answer = await route.fetch();
      const text = await answer.text();
      const body =
        playlists === 1 ? text : text.replace(/#EXTINF[^#]*\n5\.m4s[^]*?(?=#EXT-X-END)/, '');
      await route.fulfill({ response: answer, body });
    });
    await page.route(/\/([5-9]|\d\d)\.m4s/, async (route) => await route.fulfill({ status: 404 }));
    await page.goto(await addressOf(reeldex, 'Old Film'));
    await untilPlayingAt(page, 0);
    await page.evaluate(() => {
      const video = document.querySelector('video');
      if (video !== null) video.currentTime = 50;
    });
    await page.waitForFunction(() => document.querySelector('video')?.ended);
    expect(await page.evaluate(() => document.querySelector('video')?.duration)).toBeCloseTo(30, 0);
    expect(playlists).toBe(2);
    await page.evaluate(async () => await document.querySelector('video')?.play());
    await jumpTo(page, 12);
  });

  test('is told why the server cannot convert, and goes on when it can', async () => {
    const converted = join(folder, 'data', 'converted');
    await rm(converted, { recursive: true });
    await writeFile(converted, 'in the way');
    const page = await openPage(browser, undefined, /409/);
    await page.goto(await addressOf(reeldex, 'Old Film'));
    const alert = page.getByRole('alert').filter({ hasText: 'cannot convert this video now' });
    await alert.getByText(/cannot be kept in .*converted: .*Make the folder writable/).waitFor();
    await rm(converted);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await untilPlayingAt(page, 0);
  });

  test('goes on where they jumped to when the server is back', async () => {
    const page = await openPage(browser, undefined, /ERR_CONNECTION_REFUSED/);
    let isAway = true;
    // Once the first half of the film has come.
    await page.route(/\/([5-9]|\d\d)\.m4s|\/video\/\w{16}$/, async (route) => {
      if (isAway) await route.abort('connectionrefused');
      else await route.continue();
    });
    await page.goto(await addressOf(reeldex, 'Matroska Film'));
    await untilPlayingAt(page, 0);
    await page.evaluate(() => {
      const video = document.querySelector('video');
      if (video !== null) video.currentTime = 55;
    });
    await page.getByText('goes on by itself when they are back').waitFor();
    isAway = false;
    await untilPlayingAt(page, 55);
  });

  test('sees it as soon as the part of the site that plays it can be fetched', async () => {
    const page = await openPage(browser, undefined, /ERR_CONNECTION_REFUSED/);
    const player = /\/assets\/hls[^/]*\.js$/;
    await page.route(player, async (route) => await route.abort('connectionrefused'));
    await page.goto(await addressOf(reeldex, 'Old Film'));
    await page.getByText('goes on by itself when they are back').waitFor();
    await page.unroute(player);
    await untilPlayingAt(page, 0);
  });

  test('leaves no conversion behind when they go', async () => {
    const page = await openPage(browser);
    const playlist = page.waitForRequest(/index\.m3u8/);
    await page.goto(await addressOf(reeldex, 'Old Film'));
    const session = new URL((await playlist).url()).searchParams.get('session') ?? '';
    await untilPlayingAt(page, 0);
    await page
      .getByRole('link', { name: /Reeldex/ })
      .first()
      .click();
    // The farewell is sent while the page goes, long before the next one has its videos.
    await page.getByRole('heading', { name: 'Recently added' }).waitFor();
    expect(await reeldex.post(routes.endPlayback(session))).toEqual({ ended: false });
  });
});
