// The whole of Reeldex as a person runs it: all programs, on a real folder.

import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { DataFolderLock } from '../../cli/start/data-folder-lock.ts';
import { dashboardStatus } from '../../core/contract/dashboard.ts';
import { routes } from '../../core/contract/routes.ts';
import { makeClip } from '../support/clips.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { callToEnd, findFreePort, isAlive, patience, reeldex, waitForLine } from './cli-process.ts';

async function fetchStatus(url: string) {
  const response = await fetch(new URL(routes.dashboardStatus, url));
  return dashboardStatus.parse(await response.json());
}

/** The pids of the running programs, by name. */
async function fetchPids(url: string): Promise<ReadonlyMap<string, number>> {
  const { processes } = await fetchStatus(url);
  return new Map(processes.map(({ program, pid }) => [program, pid ?? 0]));
}

async function waitForAllPids(url: string): Promise<ReadonlyMap<string, number>> {
  return await vi.waitFor(async () => {
    const pids = await fetchPids(url);
    expect([...pids.keys()].toSorted()).toEqual(['indexer', 'meilisearch', 'server', 'worker']);
    return pids;
  }, patience);
}

describe('a running Reeldex', () => {
  it('indexes a folder, heals a killed program, scans on demand, and ends in order', async () => {
    const folder = await temporaryFolder();
    const [videos, data] = [join(folder, 'Films'), join(folder, 'data')];
    await makeClip(join(videos, 'Ada - [Northlight] [2019] One.mp4'), { durationS: 2 });
    await makeClip(join(videos, 'Ada - [Northlight] [2020] Two.mp4'), { durationS: 2, hue: 90 });
    await writeFile(join(videos, 'broken.mp4'), 'no video');

    const run = reeldex(['start', videos, '--data', data, '--port', '0']);
    const [, url = ''] = await waitForLine(
      run,
      /^Reeldex is ready at (http:\/\/127\.0\.0\.1:\d+)$/m,
    );
    await waitForLine(run, /^Indexed 2 video files in \d+\.\d s \(1 failed; see the dashboard\)$/m);
    expect((await fetchStatus(url)).index).toMatchObject({
      state: 'ready',
      documents: 2,
      behind: 0,
    });

    const before = await waitForAllPids(url);
    expect([...before.values()].filter((pid) => !isAlive(pid))).toEqual([]);
    process.kill(before.get('worker') ?? 0, 'SIGKILL');
    await waitForLine(run, /^worker was ended by SIGKILL\. It is started again in 0\.5 s\.$/m);
    await vi.waitFor(async () => {
      expect((await fetchPids(url)).get('worker')).not.toBe(before.get('worker'));
    }, patience);

    expect(await callToEnd(['scan', '--data', data])).toEqual({
      code: 0,
      said: 'Nothing new: 2 videos in the library\n',
    });
    const second = await callToEnd(['start', '--data', data, '--port', '0']);
    expect(second.code).toBe(1);
    expect(second.said).toContain(`in use by a Reeldex at ${url} (pid ${run.child.pid ?? 0})`);

    const pids = [...(await waitForAllPids(url)).values()];
    const stoppedMs = performance.now();
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    expect(performance.now() - stoppedMs).toBeLessThan(5500);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(run.said()).not.toContain('was killed');
    expect(existsSync(join(data, 'lock.json'))).toBe(false);
    DataFolderLock.acquire(data).release();
  }, 180_000);

  it('asks for a folder when it has none, and takes all its programs with it when it is killed', async () => {
    const data = await temporaryFolder();
    const run = reeldex(['start', '--data', data, '--port', '0']);
    const [, url = ''] = await waitForLine(run, /^Reeldex is ready at (.*)$/m);
    await waitForLine(run, /^It has no folder of videos yet: .*npm start -- ~\/Videos$/m);
    const pids = [...(await waitForAllPids(url)).values()];

    run.child.kill('SIGKILL');

    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), patience);
  }, 180_000);

  it('ends at once at the second Ctrl-C, even if a program hangs', async () => {
    const data = await temporaryFolder();
    const run = reeldex(['start', '--data', data, '--port', '0']);
    const [, url = ''] = await waitForLine(run, /^Reeldex is ready at (.*)$/m);
    const pids = await waitForAllPids(url);
    process.kill(pids.get('worker') ?? 0, 'SIGSTOP');

    run.child.kill('SIGINT');
    // As npm does: it passes on what the terminal has sent already.
    run.child.kill('SIGINT');
    await waitForLine(run, /^Stopping …$/m);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(run.child.exitCode).toBeNull();
    run.child.kill('SIGINT');

    expect(await run.ended).toBe(130);
    await vi.waitFor(() => expect([...pids.values()].filter(isAlive)).toEqual([]), patience);
    DataFolderLock.acquire(data).release();
  }, 180_000);

  it('runs Meilisearch alone, for programs that are started one by one', async () => {
    const data = await temporaryFolder();
    const port = await findFreePort();
    const env = { MEILI_PORT: String(port), MEILI_MASTER_KEY: 'a-key-of-my-own-choice' };
    const run = reeldex(['meili', '--data', data], env);
    await waitForLine(
      run,
      new RegExp(`^Meilisearch is ready at http://127\\.0\\.0\\.1:${port}$`, 'm'),
    );
    const ask = async (key: string) => {
      const headers = { authorization: `Bearer ${key}` };
      return (await fetch(`http://127.0.0.1:${port}/version`, { headers })).status;
    };
    expect(await ask(env.MEILI_MASTER_KEY)).toBe(200);
    expect(await ask('another-key-than-that')).toBe(403);
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  });

  it('says why when Meilisearch cannot be kept running', async () => {
    const folder = await temporaryFolder();
    const binary = join(folder, 'meilisearch');
    await writeFile(
      binary,
      '#!/bin/sh\n[ "$1" = --version ] && echo "meilisearch 1.21.0" || { echo "Error: no luck" >&2; exit 3; }\n',
      { mode: 0o755 },
    );
    await mkdir(join(folder, 'data'));
    const run = reeldex(['meili', '--data', join(folder, 'data')], {
      MEILI_BIN: binary,
      MEILI_PORT: String(await findFreePort()),
    });
    expect(await run.ended).toBe(1);
    expect(run.said()).toMatch(
      /meilisearch cannot be kept running: .* ended with exit code 3: Error: no luck\n$/,
    );
  }, 60_000);
});
