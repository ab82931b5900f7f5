import { writeFileSync } from 'node:fs';
import {
  cp,
  mkdir,
  open,
  readFile,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { toFsPath } from '../../core/path-bytes.ts';
import { WatchedLibraries } from '../support/watched-libraries.ts';

let watched: WatchedLibraries;

beforeEach(async () => {
  watched = await WatchedLibraries.open();
});

/** Writes files that hold their own path, below the folder of the libraries. */
async function put(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(at(path)), { recursive: true });
    await writeFile(toFsPath(at(path)), path);
  }
}

function at(path: string): string {
  return join(watched.folder, path);
}

async function hashOf(path: string): Promise<string | null | undefined> {
  return (await watched.files())[path]?.hash;
}

/** Adds a library for each name, with what lies in its folder by now, and waits until it is watched and read. */
async function watch(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await mkdir(at(name), { recursive: true });
    await watched.addLibrary(name);
  }
  watched.start();
  for (const name of names) await watched.untilWatch(name, 'watching');
}

describe('a file in a watched library', () => {
  it('that is new appears', async () => {
    await watch('films');
    await put('films/1.mp4', 'films/2.mp4');
    await watched.untilReady('films/1.mp4', 'films/2.mp4');
  });

  it('that is written anew becomes another video', async () => {
    await put('films/1.mp4');
    await watch('films');
    await watched.untilReady('films/1.mp4');
    const before = await hashOf('films/1.mp4');
    await writeFile(at('films/1.mp4'), 'something else');
    await watched.until(async () => {
      const after = (await watched.files())['films/1.mp4'];
      return after?.state === 'ready' && after.hash !== before;
    });
  });

  it.each(['films/new name.mp4', 'films/a/1.mp4', 'archive/1.mp4'])(
    'that is moved to %s is the same video there',
    async (path) => {
      await put('films/1.mp4', 'films/a/other.mp4', 'archive/another.mp4');
      await watch('films', 'archive');
      const rest = ['archive/another.mp4', 'films/a/other.mp4'];
      await watched.untilReady('films/1.mp4', ...rest);
      const before = await hashOf('films/1.mp4');
      await rename(at('films/1.mp4'), at(path));
      await watched.untilReady(path, ...rest);
      expect(await hashOf(path)).toBe(before);
    },
  );

  it('that is deleted is gone', async () => {
    await put('films/1.mp4', 'films/2.mp4');
    await watch('films');
    await rm(at('films/1.mp4'));
    await watched.untilReady('films/2.mp4');
  });

  it('whose sidecar comes is described anew, and so is a folder of them', async () => {
    const described: string[] = [];
    await put('films/1.mp4', 'films/a/2.mp4', 'films/a/b/3.mp4');
    await watch('films');
    await watched.untilReady('films/1.mp4', 'films/a/2.mp4', 'films/a/b/3.mp4');
    const untilDescribed = async (...paths: readonly string[]) => {
      await watched.until(async () => {
        const rows = await watched.catalogue
          .selectFrom('files')
          .select('path')
          .where('companions', '!=', 0)
          .where('state', '=', 'ready')
          .execute();
        described.splice(0, Infinity, ...rows.map((row) => row.path));
        return described.length === paths.length;
      });
      expect(described.toSorted()).toEqual(paths.map(at));
    };
    await writeFile(at('films/1.json'), '{ "title": "One" }');
    await untilDescribed('films/1.mp4');
    await writeFile(at('films/a/folder.json'), '{ "studio": "Acme" }');
    await untilDescribed('films/1.mp4', 'films/a/2.mp4', 'films/a/b/3.mp4');
  });

  it('whose name is not UTF-8 comes and goes like any other', async () => {
    await watch('films');
    const path = 'films/caf\uefe9.mp4';
    await put(path);
    await watched.untilReady(path);
    await rm(toFsPath(at(path)));
    await watched.untilReady();
  });

  it('that is copied slowly appears once, when all of it is there', async () => {
    const { makeClip } = await import('../support/clips.ts');
    await makeClip(at('clip.mp4'), { durationS: 20, width: 640, height: 480 });
    await watch('films');
    const content = await readFile(at('clip.mp4'));
    const states = new Set<string>();
    const file = await open(at('films/copy.mp4'), 'w');
    for (let part = 0; part < 20; part += 1) {
      const size = Math.ceil(content.length / 20);
      await file.write(content.subarray(part * size, (part + 1) * size));
      await delay(200);
      for (const { state } of Object.values(await watched.files())) states.add(state);
    }
    await file.close();
    await put('films/whole.mp4');
    await writeFile(at('films/whole.mp4'), content);
    await watched.untilReady('films/copy.mp4', 'films/whole.mp4');
    // While it grew it was known as waiting at most.
    expect(states).not.toContain('ready');
    expect(states).not.toContain('failed');
    expect(await hashOf('films/copy.mp4')).toBe(await hashOf('films/whole.mp4'));
  });
});

describe('a folder in a watched library', () => {
  it('that is copied in brings all that is below it', async () => {
    await put('outside/1.mp4', 'outside/a/b/c/2.mp4', 'outside/.hidden/3.mp4');
    await watch('films');
    await cp(at('outside'), at('films/inside'), { recursive: true });
    await watched.untilReady('films/inside/1.mp4', 'films/inside/a/b/c/2.mp4');
  });

  it('is watched as soon as it is there', async () => {
    await watch('films');
    await mkdir(at('films/a/b'), { recursive: true });
    await put('films/a/b/1.mp4');
    await watched.untilReady('films/a/b/1.mp4');
    await put('films/a/b/2.mp4');
    await watched.untilReady('films/a/b/1.mp4', 'films/a/b/2.mp4');
  });

  it('that is renamed keeps its videos, and is watched under its new name', async () => {
    await put('films/a/b/1.mp4');
    await watch('films');
    await watched.untilReady('films/a/b/1.mp4');
    const before = await hashOf('films/a/b/1.mp4');
    await rename(at('films/a'), at('films/z'));
    await watched.untilReady('films/z/b/1.mp4');
    expect(await hashOf('films/z/b/1.mp4')).toBe(before);
    await put('films/z/b/2.mp4');
    await watched.untilReady('films/z/b/1.mp4', 'films/z/b/2.mp4');
  });

  it('that is deleted takes its videos along, and may come back', async () => {
    await put('films/a/b/1.mp4', 'films/c/2.mp4');
    await watch('films');
    await watched.untilReady('films/a/b/1.mp4', 'films/c/2.mp4');
    await rm(at('films/a'), { recursive: true });
    await watched.untilReady('films/c/2.mp4');
    await put('films/a/b/3.mp4');
    await watched.untilReady('films/a/b/3.mp4', 'films/c/2.mp4');
  });

  it('that a link leads to is watched, too', async () => {
    await put('elsewhere/1.mp4');
    await watch('films');
    await symlink(at('elsewhere'), at('films/link'));
    await watched.untilReady('films/link/1.mp4');
    await put('elsewhere/2.mp4');
    await watched.untilReady('films/link/1.mp4', 'films/link/2.mp4');
  });

  it('whose name is not UTF-8 is looked at when it comes, and now and then', async () => {
    await mkdir(at('films'));
    await watched.addLibrary('films');
    watched.start({ pollMinutes: 0.02 });
    await watched.untilWatch('films', 'watching');
    const folder = 'films/\uefe9t\uefe9';
    await mkdir(toFsPath(at(folder)));
    await writeFile(toFsPath(at(`${folder}/1.mp4`)), '1');
    await watched.untilReady(`${folder}/1.mp4`);
    await writeFile(toFsPath(at(`${folder}/2.mp4`)), '2');
    await watched.untilReady(`${folder}/1.mp4`, `${folder}/2.mp4`);
  });
});

describe('a burst of 5,000 files', () => {
  it('is noticed in a few looks', { timeout: 180_000 }, async () => {
    await watch('films');
    const paths = Array.from({ length: 5000 }, (_, index) => `films/${index % 7}/${index}.mp4`);
    await put(...paths);
    await expect
      .poll(
        async () => {
          const rows = await watched.catalogue.selectFrom('files').select('state').execute();
          return rows.filter(({ state }) => state === 'ready').length;
        },
        { timeout: 150_000, interval: 500 },
      )
      .toBe(5000);
    const looks = watched.logLines.filter(({ msg }) => msg === 'folders looked at');
    expect(looks.length).toBeLessThan(500);
    const noticed = watched.logLines.filter(({ msg }) => msg === 'changes noticed');
    expect(noticed.every(({ paths: some }) => Array.isArray(some) && some.length <= 5)).toBe(true);
  });
});

describe('more than the system can queue', () => {
  it('is found all the same', { timeout: 180_000 }, async () => {
    const folders = Array.from({ length: 10 }, (_, index) => at(`films/${index}`));
    for (const folder of folders) await mkdir(folder, { recursive: true });
    await watch('films');
    // Nothing else goes on in this process meanwhile, so that nobody takes what happened out of the queue.
    for (const folder of folders) {
      for (let index = 0; index < 2000; index += 1) writeFileSync(join(folder, `${index}.mp4`), '');
    }
    await expect
      .poll(
        async () =>
          await watched.catalogue
            .selectFrom('files')
            .select(({ fn }) => fn.countAll<number>().as('count'))
            .executeTakeFirst(),
        { timeout: 150_000, interval: 500 },
      )
      .toEqual({ count: 20_000 });
    const messages = watched.logLines.map(({ msg }) => msg);
    expect(messages).toContain('too much happened at once: watching anew and scanning');
  });
});

it('files that are long finished appear as well as those just written', async () => {
  await watch('films');
  await put('old.mp4');
  await utimes(at('old.mp4'), 1_000_000_000, 1_000_000_000);
  await rename(at('old.mp4'), at('films/old.mp4'));
  await watched.untilReady('films/old.mp4');
});
