// A real Chromium with one page, in which every console error fails the test.

import { chromium, type Browser, type Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';

/** Debian's Chromium, or the one that the machine names. */
const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

// Without these Chromium looks for its maker's servers, which is noise at best.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

/** Starts a browser; whoever started it closes it. */
export async function startBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath, args });
}

/**
 * Opens a page of its own for the running test, which fails on what the page's console or scripts complain of.
 *
 * @param expected complaints that belong to the test
 */
export async function openPage(
  browser: Browser,
  viewport: { readonly width: number; readonly height: number } = { width: 1280, height: 800 },
  expected?: RegExp,
): Promise<Page> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error')
      complaints.push(`${message.text()} (${message.location().url})`);
  });
  onTestFinished(async () => {
    await context.close();
    expect(complaints.filter((complaint) => expected?.test(complaint) !== true)).toEqual([]);
  });
  return page;
}
