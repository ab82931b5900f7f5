// Two indexers, as on two machines, that share one catalogue and one search engine.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { distinctClip, putFile } from '../support/distinct-clips.ts';
import { readFinalState, type FinalState } from '../support/final-state.ts';
import { IndexerSite } from '../support/indexer-site.ts';
import { startMeilisearch } from '../support/meilisearch-server.ts';
import type { RunningIndexer } from '../support/running-indexer.ts';

const WAVES = 3;
const FILES_IN_WAVE = 500;
const FILES = WAVES * FILES_IN_WAVE;
const KILLS = 20;
const TIMEOUT_MS = 240_000;
const names = ['one', 'two'] as const;

let folder: string;
let library: string;
let undisturbed: FinalState;
/** The paths that each of the undisturbed indexers read. */
let readBy: readonly (readonly string[])[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-two-indexers-'));
  library = join(folder, 'library');
  undisturbed = await indexInWaves(async (indexers, addWave) => {
    for (let wave = 0; wave < WAVES; wave += 1) await addWave(wave);
    return () => {
      readBy = indexers.map(pathsRead);
    };
  });
}, TIMEOUT_MS);

afterAll(() => rm(folder, { recursive: true, force: true }));

test('two indexers share the files, and each is read once', () => {
  const [one = [], two = []] = readBy;
  expect(Math.min(one.length, two.length)).toBeGreaterThan(FILES / 10);
  expect([...one, ...two]).toHaveLength(FILES);
  expect(new Set([...one, ...two]).size).toBe(FILES);
  expect(undisturbed.documents).toHaveLength(FILES);
});

test(
  `one of two that is killed, ${KILLS} times, loses and doubles nothing`,
  { timeout: TIMEOUT_MS },
  async () => {
    const state = await indexInWaves(async (indexers, addWave, restart) => {
      const killsInWave = Math.ceil(KILLS / WAVES);
      for (let kill = 0; kill < KILLS; kill += 1) {
        if (kill % killsInWave === 0) await addWave(kill / killsInWave);
        const victim = Math.random() < 0.5 ? 0 : 1;
        await untilUp(indexers[victim]);
        await delay(Math.random() * 400);
        await indexers[victim]?.end('SIGKILL');
        // The last one stays away: what it held is free when its leases have run out.
        if (kill < KILLS - 1) restart(victim);
        else indexers.splice(victim, 1);
      }
      return () => undefined;
    });
    expect(state).toEqual(undisturbed);
  },
);

type Run = (
  indexers: RunningIndexer[],
  addWave: (wave: number) => Promise<void>,
  restart: (index: 0 | 1) => void,
) => Promise<() => void>;

/** Indexes the library from nothing with two indexers, while `run` adds the files; what it returns is called at the end. */
async function indexInWaves(run: Run): Promise<FinalState> {
  const dataDir = await mkdtemp(join(folder, 'data-'));
  await rm(library, { recursive: true, force: true });
  await putFile(join(library, 'first.mp4'), await distinctClip(0));
  const meilisearch = await startMeilisearch(dataDir);
  const site = await IndexerSite.open({ dataDir, library, meilisearch });
  try {
    const env = { REELDEX_LOG_LEVEL: 'debug' };
    const indexers = names.map((name) => site.start(name, env));
    const addWave = async (wave: number) => {
      for (let number = 1; number <= FILES_IN_WAVE; number += 1) {
        if (wave === 0 && number === 1) continue;
        const name = `clip ${wave * FILES_IN_WAVE + number}.mp4`;
        await putFile(
          join(library, `wave ${wave}`, name),
          await distinctClip(wave * FILES_IN_WAVE + number),
        );
      }
      await site.requestScan();
    };
    const atEnd = await run(indexers, addWave, (index) => {
      indexers[index] = site.start(names[index], env);
    });
    await site.untilRead(FILES, TIMEOUT_MS);
    await site.untilPublished(TIMEOUT_MS);
    for (const indexer of indexers) expect(await indexer.end()).toBe(0);
    for (const indexer of indexers) expect(await indexer.leftovers()).toEqual([]);
    atEnd();
    return await readFinalState(dataDir, meilisearch);
  } finally {
    await site.close();
    await meilisearch.kill();
  }
}

async function untilUp(indexer: RunningIndexer | undefined): Promise<void> {
  while (indexer?.isRunning === true && !indexer.output.includes('indexer is running'))
    await delay(20);
}

function pathsRead(indexer: RunningIndexer): readonly string[] {
  return indexer.lines
    .filter((line) => line['msg'] === 'file read')
    .map((line) => String(line['path']));
}
