import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { WatchedLibraries } from '../support/watched-libraries.ts';

let watched: WatchedLibraries;

beforeEach(async () => {
  watched = await WatchedLibraries.open();
});

function at(path: string): string {
  return join(watched.folder, path);
}

async function addLibrary(name: string, ...files: readonly string[]): Promise<void> {
  await mkdir(at(name), { recursive: true });
  for (const file of files) await writeFile(at(`${name}/${file}`), file);
  await watched.addLibrary(name);
}

describe('the watcher', () => {
  it('follows libraries that are added and removed', async () => {
    watched.start();
    await addLibrary('films', '1.mp4');
    await watched.untilWatch('films', 'watching');
    await watched.untilReady('films/1.mp4');
    await addLibrary('archive');
    await watched.untilWatch('archive', 'watching');
    await writeFile(at('archive/2.mp4'), '2');
    await watched.untilReady('archive/2.mp4', 'films/1.mp4');
    await watched.libraries.remove(at('films'));
    await watched.scans.request({ requestedBy: 'person', mode: 'new' });
    await watched.untilReady('archive/2.mp4');
    await writeFile(at('films/3.mp4'), '3');
    await writeFile(at('archive/4.mp4'), '4');
    await watched.untilReady('archive/2.mp4', 'archive/4.mp4');
  });

  it('misses nothing that happens while it begins', async () => {
    await addLibrary('films');
    watched.start();
    const names = Array.from({ length: 40 }, (_, index) => `films/${index}`);
    for (const name of names) {
      await mkdir(at(name));
      await writeFile(at(`${name}/1.mp4`), name);
    }
    await watched.untilReady(...names.map((name) => `${name}/1.mp4`).toSorted());
  });

  it('is one of several: another takes over when it is gone', async () => {
    await addLibrary('films');
    const stop = watched.start({ holder: 'first' });
    await watched.untilWatch('films', 'watching');
    watched.start({ holder: 'second' });
    await stop();
    await watched.until(async () => {
      const lease = await watched.catalogue
        .selectFrom('leases')
        .select('claimed_by')
        .where('name', '=', 'watcher')
        .executeTakeFirst();
      return lease?.claimed_by === 'second';
    });
    await watched.untilWatch('films', 'watching');
    await writeFile(at('films/1.mp4'), '1');
    await watched.untilReady('films/1.mp4');
  });

  it('says that nobody watches when it stops', async () => {
    await addLibrary('films');
    const stop = watched.start();
    await watched.untilWatch('films', 'watching');
    await stop();
    const [library] = await watched.libraries.all();
    expect(library).toMatchObject({ watchState: 'off', watchMessage: null });
  });
});

describe('a library folder', () => {
  it('that goes away is rescanned now and then, hides nothing, and is watched again when it is back', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `${index}.mp4`);
    await addLibrary('films', ...names);
    watched.start();
    const ready = names.map((name) => `films/${name}`).toSorted();
    await watched.untilReady(...ready);
    await watched.untilWatch('films', 'watching');
    await rename(at('films'), at('unplugged'));
    await watched.untilWatch('films', 'polling');
    const [offline] = await watched.libraries.all();
    expect(offline).toMatchObject({ state: 'offline' });
    expect(offline?.watchMessage).toContain('ENOENT');
    await watched.untilReady(...ready);
    await writeFile(at('unplugged/new.mp4'), 'new');
    await rename(at('unplugged'), at('films'));
    await watched.untilReady(...ready, 'films/new.mp4');
    await watched.untilWatch('films', 'watching');
    expect(await watched.libraries.all()).toMatchObject([{ state: 'online', watchMessage: null }]);
    await rm(at('films/new.mp4'));
    await watched.untilReady(...ready);
  });

  it('that is another one all at once is watched in its place', async () => {
    await addLibrary('films', '1.mp4');
    watched.start();
    await watched.untilWatch('films', 'watching');
    await rename(at('films'), at('former'));
    await mkdir(at('films'));
    await writeFile(at('films/2.mp4'), '2');
    await watched.untilReady('films/2.mp4');
    await writeFile(at('films/3.mp4'), '3');
    await watched.untilReady('films/2.mp4', 'films/3.mp4');
  });

  it('that another library lies in leaves that one its videos', async () => {
    await addLibrary('films');
    await addLibrary('films/inner');
    watched.start();
    for (const name of ['films', 'films/inner']) await watched.untilWatch(name, 'watching');
    await writeFile(at('films/inner/1.mp4'), '1');
    await watched.untilReady('films/inner/1.mp4');
    const roots = await watched.catalogue.selectFrom('files').select('root').execute();
    expect(roots).toEqual([{ root: at('films/inner') }]);
  });
});

/** A user may have a namespace in which the system's limits are lower, unless the machine forbids it. */
const canLimit = spawnSync('unshare', ['-r', 'true']).status === 0;

describe.runIf(canLimit)('where the system lets too few folders be watched', () => {
  it('a library is rescanned, says what would help, and is watched when that was done', async () => {
    const folders = Array.from({ length: 40 }, (_, index) => `films/${index}`);
    for (const folder of folders) await mkdir(at(folder), { recursive: true });
    await watched.addLibrary('films');
    const limited = startLimited(20);
    await watched.untilWatch('films', 'failed');
    const [library] = await watched.libraries.all();
    expect(library?.watchMessage).toContain('20 folders (fs.inotify.max_user_watches)');
    expect(library?.watchMessage).toMatch(/max_user_watches=\d+ \| sudo tee/);
    await writeFile(at('films/7/1.mp4'), '1');
    await watched.scans.request({ requestedBy: 'person', mode: 'new' });
    await watched.until(async () => 'films/7/1.mp4' in (await watched.files()));
    limited.allow(1000);
    await watched.untilWatch('films', 'watching');
  });

  /** Starts an indexer for which so many folders can be watched, until `allow` says another number. */
  function startLimited(folders: number) {
    const indexer = join(import.meta.dirname, '../../indexer/main.ts');
    const setLimit = 'echo $limit > /proc/sys/user/max_inotify_watches';
    const script = `limit=${folders}; ${setLimit}; "$0" "$1" --data "$2" & while read limit; do ${setLimit}; done; kill $!; wait`;
    const command = ['sh', '-c', script, process.execPath, indexer, watched.dataDir];
    const child = spawn('unshare', ['-r', ...command], {
      env: { ...process.env, MEILI_URL: 'http://127.0.0.1:9', MEILI_MASTER_KEY: 'none is reached' },
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    onTestFinished(async () => {
      child.stdin.end();
      await once(child, 'exit');
    });
    return { allow: (limit: number) => void child.stdin.write(`${limit}\n`) };
  }
});
