// A running Reeldex with the film library and a browser, for a file of end-to-end tests.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startBrowser } from './browser-page.ts';
import { filmCount, makeFilmLibrary } from './film-library.ts';
import { RunningReeldex } from './running-reeldex.ts';

/** Everything is searchable; whoever starts it stops it. */
export interface FilmSite {
  readonly reeldex: RunningReeldex;
  readonly dataDir: string;
  readonly browser: Browser;
  stop(): Promise<void>;
}

/** Starts one in a temporary folder of its own, which goes with it. */
export async function startFilmSite(): Promise<FilmSite> {
  const folder = await mkdtemp(join(tmpdir(), 'reeldex-e2e-'));
  const library = join(folder, 'Films');
  await makeFilmLibrary(library);
  const dataDir = join(folder, 'data');
  const reeldex = await RunningReeldex.start({ dataDir, folders: [library] });
  await reeldex.untilIndexed(filmCount);
  const browser = await startBrowser();
  const stop = async () => {
    await browser.close();
    await reeldex.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { reeldex, dataDir, browser, stop };
}
