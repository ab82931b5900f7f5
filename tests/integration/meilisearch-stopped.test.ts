// A search engine that is gone for a while, or hangs, in the middle of indexing.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { routes } from '../../core/contract/routes.ts';
import { distinctClip, putFile } from '../support/distinct-clips.ts';
import { startMeilisearch, type MeilisearchServer } from '../support/meilisearch-server.ts';
import { RunningReeldex } from '../support/running-reeldex.ts';
import { Viewer } from '../support/viewer.ts';

const FILES_IN_WAVE = 300;

let folder: string;
let library: string;
let meilisearch: MeilisearchServer;
let reeldex: RunningReeldex;
let nextNumber = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-stopped-'));
  library = join(folder, 'library');
  nextNumber = 0;
  await addWave();
  meilisearch = await startMeilisearch(join(folder, 'search'));
  reeldex = await RunningReeldex.start({
    dataDir: join(folder, 'data'),
    folders: [library],
    // Not the bundled one, which the supervisor would start again at once.
    env: { MEILI_URL: meilisearch.url, MEILI_MASTER_KEY: meilisearch.apiKey },
  });
});

afterEach(async () => {
  await reeldex.stop();
  await meilisearch.kill();
  await rm(folder, { recursive: true, force: true });
});

interface Absence {
  readonly how: string;
  /** Long enough that a publisher gave up on it several times. */
  readonly durationMs: number;
  readonly leave: () => Promise<void>;
  readonly comeBack: () => Promise<void>;
}

const absences: readonly Absence[] = [
  {
    how: 'is killed',
    durationMs: 5000,
    leave: () => meilisearch.kill(),
    comeBack: () => meilisearch.start(),
  },
  {
    how: 'hangs',
    durationMs: 15_000,
    leave: () => signal('SIGSTOP'),
    comeBack: () => signal('SIGCONT'),
  },
];

describe('a search engine that', () => {
  test.each(absences)(
    '$how stops nothing but the search, and has everything when it is back',
    { timeout: 150_000 },
    async ({ durationMs, leave, comeBack }) => {
      await reeldex.until('the first documents', 60_000, async () => {
        const { index } = await reeldex.status();
        return index.documents > 0 ? true : undefined;
      });
      await leave();
      const backMs = Date.now() + durationMs;
      await addWave();
      await reeldex.post(routes.dashboardScan);
      const status = await reeldex.until('all to be in the catalogue', 60_000, async () => {
        const now = await reeldex.status();
        return now.videos.total === 2 * FILES_IN_WAVE && now.scan.state === 'idle'
          ? now
          : undefined;
      });
      expect(status).toMatchObject({ ready: false, index: { state: 'down' } });
      expect(status.index.behind).toBeGreaterThanOrEqual(FILES_IN_WAVE);
      expect(status.warnings.map(({ code }) => code)).toContain('search_down');
      const search = await fetch(`${reeldex.url}${routes.searchVideos}?q=clip`);
      expect(search.status).toBe(503);
      expect(Number(search.headers.get('retry-after'))).toBeGreaterThan(0);
      await delay(backMs - Date.now());
      await comeBack();
      const after = await reeldex.untilIndexed(2 * FILES_IN_WAVE, 90_000);
      expect(after.index).toMatchObject({
        state: 'ready',
        behind: 0,
        documents: 2 * FILES_IN_WAVE,
      });
      expect(after.warnings).toEqual([]);
      const viewer = new Viewer(reeldex);
      for (const number of [0, 2 * FILES_IN_WAVE - 1])
        expect((await viewer.find(`"unmistakable ${number}"`)).map(({ title }) => title)).toEqual([
          `Unmistakable ${number}`,
        ]);
    },
  );
});

async function addWave(): Promise<void> {
  for (let count = 0; count < FILES_IN_WAVE; count += 1) {
    const name = `Unmistakable ${nextNumber}.mp4`;
    await putFile(join(library, name), await distinctClip(nextNumber));
    nextNumber += 1;
  }
}

function signal(name: NodeJS.Signals): Promise<void> {
  process.kill(meilisearch.pid ?? 0, name);
  return Promise.resolve();
}
