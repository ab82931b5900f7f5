// The video of a page as a person watches it: found by its title, waited for, jumped about in.

import type { Page } from 'playwright-core';
import { pages, routes } from '../../core/contract/routes.ts';
import { searchAnswer } from '../../core/contract/search.ts';
import type { RunningReeldex } from '../support/running-reeldex.ts';

/** The address of the page of the video that a search for its title finds first. */
export async function addressOf(reeldex: RunningReeldex, title: string): Promise<string> {
  const query = new URLSearchParams({ q: title });
  const { videos } = searchAnswer.parse(await reeldex.json(`${routes.searchVideos}?${query}`));
  return reeldex.url + pages.video(videos[0]?.hash ?? '');
}

/** Resolves when the video has played for half a second from a position on. */
export async function untilPlayingAt(page: Page, fromS: number): Promise<void> {
  await page.waitForFunction((startS) => {
    const video = document.querySelector('video');
    return video !== null && video.currentTime > startS + 0.5 && video.videoWidth > 0;
  }, fromS);
}

/** Jumps to a position, in seconds, and resolves when the video plays on from there. */
export async function jumpTo(page: Page, positionS: number): Promise<void> {
  await page.evaluate((toS) => {
    const video = document.querySelector('video');
    if (video !== null) video.currentTime = toS;
  }, positionS);
  await untilPlayingAt(page, positionS);
}
