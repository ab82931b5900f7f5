import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ConfigError, UnavailableError } from '../../core/errors.ts';
import { ensureMeiliBinary } from '../../meili/bundled-binary.ts';
import { prepareBundledServer, waitUntilHealthy } from '../../meili/bundled-server.ts';
import { indexFolder, meiliFolder, moveDamagedAside } from '../../meili/data-folder.ts';
import { endStrayServer, forgetServer, noteServer } from '../../meili/stray-server.ts';
import { startMeilisearch } from '../support/meilisearch-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function prepare(dataDir: string) {
  return await prepareBundledServer({ dataDir, port: 0 });
}

/** The names in the server's folder. */
async function names(dataDir: string): Promise<readonly string[]> {
  return (await readdir(meiliFolder(dataDir))).toSorted();
}

test('the key is made once, is nobody else’s to read, and is not on the command line', async () => {
  const dataDir = await temporaryFolder();
  const first = await prepare(dataDir);
  const path = join(meiliFolder(dataDir), 'master-key');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(first.masterKey.length).toBeGreaterThanOrEqual(32);
  expect(first.env).toEqual({ MEILI_MASTER_KEY: first.masterKey });
  expect(first.args.join(' ')).not.toContain(first.masterKey);
  expect(first.args.join(' ')).toContain('--http-addr 127.0.0.1:');
  await chmod(path, 0o644);
  expect((await prepare(dataDir)).masterKey).toBe(first.masterKey);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('a key file that a crash left empty is made anew', async () => {
  const dataDir = await temporaryFolder();
  await mkdir(meiliFolder(dataDir), { recursive: true });
  await writeFile(join(meiliFolder(dataDir), 'master-key'), '');
  expect((await prepare(dataDir)).masterKey.length).toBeGreaterThanOrEqual(32);
});

test('an index of another version is set aside, and only the newest of these is kept', async () => {
  const dataDir = await temporaryFolder();
  for (const version of ['1.20.0', '1.19.3']) {
    await mkdir(indexFolder(dataDir), { recursive: true });
    await writeFile(join(indexFolder(dataDir), 'VERSION'), version);
    const { setAside } = await prepare(dataDir);
    expect(setAside).toContain(`data.ms.${version}.`);
  }
  expect(await names(dataDir)).toEqual([expect.stringContaining('data.ms.1.19.3.'), 'master-key']);
});

test('an index of this version stays', async () => {
  const dataDir = await temporaryFolder();
  const server = await startMeilisearch(dataDir);
  await server.kill();
  expect((await prepare(dataDir)).setAside).toBeUndefined();
  expect(await names(dataDir)).toContain('data.ms');
});

test('a folder without a version stamp is no index, and an empty one no reason to worry', async () => {
  const dataDir = await temporaryFolder();
  await mkdir(indexFolder(dataDir), { recursive: true });
  expect((await prepare(dataDir)).setAside).toBeUndefined();
  await writeFile(join(indexFolder(dataDir), 'half of something'), '');
  expect((await prepare(dataDir)).setAside).toContain('data.ms.damaged.');
});

test('a damaged index is moved aside, and the server starts with an empty one', async () => {
  const dataDir = await temporaryFolder();
  const server = await startMeilisearch(dataDir);
  await server.kill();
  await writeFile(join(indexFolder(dataDir), 'tasks', 'data.mdb'), 'not a database');
  await expect(server.start()).rejects.toThrow('ended at its start');
  expect(await moveDamagedAside(dataDir)).toContain('data.ms.damaged.');
  await server.start();
  onTestFinished(() => server.kill());
  expect(await waitUntilHealthy(server.url, server.apiKey)).toBe('1.21.0');
  expect(await moveDamagedAside(await temporaryFolder())).toBeUndefined();
});

test('a server that outlived its supervisor is ended, and its index can be opened again', async () => {
  const dataDir = await temporaryFolder();
  const server = await startMeilisearch(dataDir);
  onTestFinished(() => server.kill());
  const { pid = 0 } = server;
  await noteServer(dataDir, pid);
  expect(await endStrayServer(dataDir)).toBe(pid);
  expect(await endStrayServer(dataDir)).toBeUndefined();
  await server.start();
});

test('a process that only has the number of the server that was noted is left alone', async () => {
  const dataDir = await temporaryFolder();
  await mkdir(meiliFolder(dataDir), { recursive: true });
  const bystander = spawn('sleep', ['60']);
  onTestFinished(() => {
    bystander.kill('SIGKILL');
  });
  const { pid = 0 } = bystander;
  await noteServer(dataDir, pid);
  const path = join(meiliFolder(dataDir), 'server.json');
  const note = JSON.parse(await readFile(path, 'utf8')) as { birth: string };
  await writeFile(path, JSON.stringify({ pid, birth: note.birth.replace(/\d+$/, '1') }));
  expect(await endStrayServer(dataDir)).toBeUndefined();
  expect(bystander.exitCode).toBeNull();
  process.kill(pid, 0);
});

test('a note that is damaged, or of a server that ended in order, ends nothing', async () => {
  const dataDir = await temporaryFolder();
  await mkdir(meiliFolder(dataDir), { recursive: true });
  await writeFile(join(meiliFolder(dataDir), 'server.json'), '{ "pid": 1');
  expect(await endStrayServer(dataDir)).toBeUndefined();
  const gone = spawn('sleep', ['60']);
  const { pid = 0 } = gone;
  await noteServer(dataDir, pid);
  const exited = once(gone, 'exit');
  gone.kill('SIGKILL');
  await exited;
  expect(await endStrayServer(dataDir)).toBeUndefined();
  await noteServer(dataDir, process.pid);
  await forgetServer(dataDir);
  expect(await endStrayServer(dataDir)).toBeUndefined();
});

test('a binary of one’s own is taken as it is, and one that cannot be run is named', async () => {
  const folder = await temporaryFolder();
  const bundled = await ensureMeiliBinary(folder, undefined);
  expect(bundled.version).toBe('1.21.0');
  expect(await ensureMeiliBinary(folder, bundled.path)).toEqual(bundled);
  const broken = join(folder, 'broken');
  await writeFile(broken, 'no program', { mode: 0o755 });
  for (const path of [broken, join(folder, 'absent')]) {
    const attempt = ensureMeiliBinary(folder, path);
    await expect(attempt).rejects.toThrow(ConfigError);
    await expect(attempt).rejects.toThrow(path);
    await expect(attempt).rejects.toThrow('MEILI_BIN');
  }
});

test('waiting for a server ends by time, by signal, and at once with a wrong key', async () => {
  const nobody = 'http://127.0.0.1:9';
  const server = await startMeilisearch(await temporaryFolder());
  onTestFinished(() => server.kill());
  await expect(waitUntilHealthy(nobody, undefined, { timeoutMs: 50 })).rejects.toThrow(
    UnavailableError,
  );
  const signal = AbortSignal.timeout(50);
  await expect(waitUntilHealthy(nobody, undefined, { signal })).rejects.toThrow();
  await expect(waitUntilHealthy(server.url, 'a wrong key')).rejects.toThrow(ConfigError);
});
