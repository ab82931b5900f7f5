import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFinalState, type FinalState } from '../support/final-state.ts';
import { makeManyVideos } from '../support/many-videos.ts';
import { freePort, RunningReeldex } from '../support/running-reeldex.ts';

const FILES = 2000;
const TIMEOUT_MS = 300_000;

let folder: string;
let library: string;
let undisturbed: FinalState;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-recovery-'));
  library = join(folder, 'library');
  await makeManyVideos(library, FILES);
  undisturbed = await indexAll(() => Promise.resolve());
}, TIMEOUT_MS);

afterAll(() => rm(folder, { recursive: true, force: true }));

test('an undisturbed run finds every file once, the two copies being one video', () => {
  expect(undisturbed.files).toHaveLength(FILES + 1);
  expect(undisturbed.videos).toHaveLength(FILES);
  expect(undisturbed.documents).toHaveLength(FILES);
});

describe('while thousands of files are indexed, the loss of', () => {
  test.for(['indexer', 'worker', 'server', 'meilisearch'])(
    'the %s leaves the same catalogue and index in the end',
    { timeout: TIMEOUT_MS },
    async (program) => {
      const state = await indexAll(async (reeldex) => {
        await killInTheMiddle(reeldex, program);
        expect(reeldex.output).toMatch(new RegExp(`${program}.*SIGKILL`));
      });
      expect(state).toEqual(undisturbed);
    },
  );
});

/** Indexes the library from nothing, with `disturb` in the middle of it. */
async function indexAll(disturb: (reeldex: RunningReeldex) => Promise<void>): Promise<FinalState> {
  const dataDir = await mkdtemp(join(folder, 'data-'));
  const meiliPort = await freePort();
  const env = { MEILI_PORT: String(meiliPort) };
  const reeldex = await RunningReeldex.start({ dataDir, folders: [library], env });
  try {
    await disturb(reeldex);
    await reeldex.untilIndexed(FILES, TIMEOUT_MS);
    const apiKey = (await readFile(join(dataDir, 'meili', 'master-key'), 'utf8')).trim();
    return await readFinalState(dataDir, { url: `http://127.0.0.1:${meiliPort}`, apiKey });
  } finally {
    expect(await reeldex.stop()).toBe(0);
  }
}

async function killInTheMiddle(reeldex: RunningReeldex, program: string): Promise<void> {
  const pid = await reeldex.until(`the ${program} to work`, TIMEOUT_MS, async () => {
    const { scan, processes } = await reeldex.status();
    const isMidway = scan.done > FILES / 6 && scan.done < FILES;
    return isMidway ? processes.find((process) => process.program === program)?.pid : undefined;
  });
  process.kill(pid ?? 0, 'SIGKILL');
  await reeldex.until(`the ${program} to be back`, TIMEOUT_MS, async () => {
    const { processes } = await reeldex.status();
    return processes.find((process) => process.program === program && process.pid !== pid);
  });
}
