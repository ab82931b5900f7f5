import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pages, routes } from '../../core/contract/routes.ts';
import { searchAnswer } from '../../core/contract/search.ts';
import { openPage, startBrowser } from '../support/browser-page.ts';
import { makeClip } from '../support/clips.ts';
import { RunningReeldex } from '../support/running-reeldex.ts';

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
  reeldex = await RunningReeldex.start({ dataDir: join(folder, 'data'), folders: [library] });
  await reeldex.untilIndexed(3);
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  await reeldex.stop();
  await rm(folder, { recursive: true, force: true });
});

async function addressOf(title: string): Promise<string> {
  const query = new URLSearchParams({ q: title });
  const { videos } = searchAnswer.parse(await reeldex.json(`/search/search-videos?${query}`));
  return reeldex.url + pages.video(videos[0]?.hash ?? '');
}

async function untilPlayingAt(page: Page, fromS: number): Promise<void> {
  await page.waitForFunction((startS) => {
    const video = document.querySelector('video');
    return video !== null && video.currentTime > startS + 0.5 && video.videoWidth > 0;
  }, fromS);
}

async function jumpTo(page: Page, positionS: number): Promise<void> {
  await page.evaluate((toS) => {
    const video = document.querySelector('video');
    if (video !== null) video.currentTime = toS;
  }, positionS);
  await untilPlayingAt(page, positionS);
}

/** Bytes of sound that Chromium decoded: a video without sound plays as well. */
async function decodedSoundBytes(page: Page): Promise<number> {
  return await page.evaluate(() => {
    const video = document.querySelector('video');
    const bytes: unknown = video && Reflect.get(video, 'webkitAudioDecodedByteCount');
    return typeof bytes === 'number' ? bytes : 0;
  });
}

describe('a person who watches what the browser cannot play', () => {
  test.each(['Matroska Film', 'Old Film', 'Surround Film'])(
    'sees and hears %s, and jumps about in it',
    async (title) => {
      const page = await openPage(browser);
      await page.goto(await addressOf(title));
      await untilPlayingAt(page, 0);
      const durationS = await page.evaluate(() => document.querySelector('video')?.duration ?? 0);
      expect(durationS).toBeCloseTo(title === 'Surround Film' ? 30 : 60, 0);
      await jumpTo(page, 20);
      if (title !== 'Surround Film') await jumpTo(page, 50);
      await jumpTo(page, 5);
      await expect.poll(async () => await decodedSoundBytes(page)).toBeGreaterThan(0);
    },
  );

  test('leaves no conversion behind when they go', async () => {
    const page = await openPage(browser);
    const playlist = page.waitForRequest(/index\.m3u8/);
    await page.goto(await addressOf('Old Film'));
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
