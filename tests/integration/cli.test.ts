// The command line as a person uses it: the whole of Reeldex in processes of its own, on a real folder.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { DataFolderLock } from '../../cli/start/data-folder-lock.ts';
import { dashboardStatus } from '../../core/contract/dashboard.ts';
import { routes } from '../../core/contract/routes.ts';
import { makeClip } from '../support/clips.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const main = join(import.meta.dirname, '../../cli/main.ts');
const patience = { timeout: 90_000, interval: 50 };

/** The environment of a person who has set nothing; `INIT_CWD` comes from npm and would move relative paths. */
const bareEnv = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(?:REELDEX|MEILI|FFMPEG|FFPROBE|INIT_CWD)/.test(name),
  ),
);

/** Calls `reeldex` and gathers what it says; it is killed at the end of the test if it still runs. */
function reeldex(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...bareEnv, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  const ended = once(child, 'close').then(([code]: unknown[]) => code);
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  return { child, ended, said: () => said };
}

async function callToEnd(args: readonly string[], env?: Readonly<Record<string, string>>) {
  const { ended, said } = reeldex(args, env);
  return { code: await ended, said: said() };
}

async function waitForLine(
  run: ReturnType<typeof reeldex>,
  line: RegExp,
): Promise<RegExpExecArray> {
  return await vi.waitFor(() => {
    const match = line.exec(run.said());
    if (match === null) throw new Error(`${line.source} is not in:\n${run.said()}`);
    return match;
  }, patience);
}

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

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function listenSomewhere(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('a start that cannot succeed', () => {
  it('says in one sentence that the port is in use', async () => {
    const data = await temporaryFolder();
    const port = String(await listenSomewhere());
    expect(await callToEnd(['start', '--data', data, '--port', port])).toEqual({
      code: 1,
      said: `Port ${port} of 127.0.0.1 is in use by another program. Choose another with --port (or REELDEX_PORT, or "port" in reeldex.yaml).\n`,
    });
  });

  it('says which address is not one of this machine', async () => {
    const data = await temporaryFolder();
    const { code, said } = await callToEnd(['start', '--data', data, '--host', '192.0.2.1']);
    expect(code).toBe(1);
    expect(said).toBe(
      '192.0.2.1 is not an address of this machine. Choose another with --host (or REELDEX_HOST, or "host" in reeldex.yaml).\n',
    );
  });

  it('names every folder that cannot be used', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    const named = [join(folder, 'absent'), join(folder, 'file')];
    const { code, said } = await callToEnd([
      'start',
      ...named,
      '--data',
      join(folder, 'data'),
      '--port',
      '0',
    ]);
    expect(code).toBe(1);
    expect(said).toBe(
      `The folder ${named[0] ?? ''} does not exist. Name another, as in: npm start -- ~/Videos\n` +
        `The folder ${named[1] ?? ''} is not a folder. Name another, as in: npm start -- ~/Videos\n`,
    );
  });

  it('names the setting of a folder in the settings file that does not exist', async () => {
    const folder = await temporaryFolder();
    const config = join(folder, 'my.yaml');
    await writeFile(config, 'libraries: [nowhere]\nport: 0\n');
    const { code, said } = await callToEnd(['start', '--config', config]);
    expect(code).toBe(1);
    expect(said).toBe(
      `The folder ${join(folder, 'nowhere')} does not exist. Change "libraries" in reeldex.yaml.\n`,
    );
  });

  it('says that the data folder cannot be written', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    const data = join(folder, 'file', 'data');
    expect(await callToEnd(['start', '--data', data])).toEqual({
      code: 1,
      said: `The data folder ${data} cannot be written (ENOTDIR). Choose another with --data (or REELDEX_DATA, or "data" in reeldex.yaml).\n`,
    });
  });

  it('says who uses the data folder already', async () => {
    const data = await temporaryFolder();
    const lock = DataFolderLock.acquire(data);
    onTestFinished(() => lock.release());
    lock.announce('http://127.0.0.1:1234');
    expect(await callToEnd(['start', '--data', data])).toEqual({
      code: 1,
      said: `The data folder ${data} is in use by a Reeldex at http://127.0.0.1:1234 (pid ${process.pid}). Choose another with --data (or REELDEX_DATA, or "data" in reeldex.yaml).\n`,
    });
  });

  it('says that Meilisearch cannot be run here and what to set', async () => {
    const data = await temporaryFolder();
    const env = { MEILI_BIN: '/bin/false' };
    const { code, said } = await callToEnd(['start', '--data', data, '--port', '0'], env);
    expect(code).toBe(1);
    expect(said).toMatch(
      /^The Meilisearch binary \/bin\/false cannot be run: .*MEILI_BIN.*MEILI_URL/,
    );
    expect(said.trimEnd().split('\n')).toHaveLength(1);
  });

  it('says which setting is wrong, without a stack', async () => {
    const { code, said } = await callToEnd(['start', '--port', 'many']);
    expect(code).toBe(1);
    expect(said).toMatch(/^--port: .*\n$/);
  });

  it('leaves the data folder free for the next start', async () => {
    const data = await temporaryFolder();
    await callToEnd(['start', join(data, 'absent'), '--data', data, '--port', '0']);
    expect(existsSync(join(data, 'lock.json'))).toBe(false);
    DataFolderLock.acquire(data).release();
  });
});

describe('the command line', () => {
  it.each([
    [['nonsense'], 1, /^Unknown command nonsense\. See: reeldex --help\n$/],
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/],
    [['--help'], 0, /USAGE reeldex start\|demo\|scan/],
    [['start', '--help'], 0, /--port=<NUMBER> +Port to listen on/],
  ])('answers %j', async (args, code, said) => {
    const answer = await callToEnd(args);
    expect(answer.said).toMatch(said);
    expect(answer.code).toBe(code);
  });

  it('does not scan without an indexer, and does not make a catalogue where none is', async () => {
    const data = await temporaryFolder();
    const answer = await callToEnd(['scan', '--data', data]);
    expect(answer.code).toBe(1);
    expect(answer.said).toContain(`There is no catalogue in ${data}.`);
    expect(existsSync(join(data, 'catalogue.db'))).toBe(false);
  });
});

describe('the doctor', () => {
  it('finds nothing wrong on a machine that has everything', async () => {
    const folder = await temporaryFolder();
    const { code, said } = await callToEnd([
      'doctor',
      folder,
      '--data',
      join(folder, 'data'),
      '--port',
      '0',
    ]);
    expect(said).not.toContain('fail');
    expect(said).toMatch(/^ok +Meilisearch +1\.21/m);
    expect(said).toMatch(new RegExp(`^ok +Library +${folder}$`, 'm'));
    expect(code).toBe(0);
  });

  it('says what is wrong and what to do about it', async () => {
    const data = await temporaryFolder();
    await writeFile(
      join(data, 'catalogue.db'),
      'this is no database, but it is long enough to be taken for one',
    );
    const port = String(await listenSomewhere());
    const env = { FFMPEG_PATH: '/nowhere/ffmpeg', MEILI_BIN: '/nowhere/meilisearch' };
    const { code, said } = await callToEnd(['doctor', '--data', data, '--port', port], env);
    expect(code).toBe(1);
    expect(said).toMatch(
      /^warn +ffmpeg +\/nowhere\/ffmpeg cannot be run: no previews\n +Install ffmpeg/m,
    );
    expect(said).toMatch(/^fail +Meilisearch +.*\/nowhere\/meilisearch cannot be run/m);
    expect(said).toMatch(/^fail +Address +Port \d+ .* is in use/m);
    expect(said).toMatch(/^fail +Catalogue +.*catalogue\.db cannot be read/m);
    expect(said).toMatch(/^warn +Library +no folder of videos is known/m);
  });
});

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
    await waitForLine(run, /^Indexed 2 videos in \d+\.\d s \(1 failed; see the dashboard\)$/m);
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
    const port = await listenSomewhere().then((taken) => taken + 1);
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
      MEILI_PORT: '17700',
    });
    expect(await run.ended).toBe(1);
    expect(run.said()).toMatch(
      /meilisearch cannot be kept running: .* ended with exit code 3: Error: no luck\n$/,
    );
  }, 60_000);
});
