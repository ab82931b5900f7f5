import { once } from 'node:events';
import {
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toFsPath } from '../../core/path-bytes.ts';
import { runProcess } from '../../core/run-process.ts';
import { walkLibrary, type WalkOptions } from '../../indexer/scan/walk.ts';
import type { SeenFile } from '../../core/catalogue/compare-folders.ts';
import type { WalkProblem } from '../../indexer/scan/walk-problem.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'reeldex-walk-'));
});

afterEach(async () => {
  // Not Node's rm, which fails on paths longer than the system takes at once.
  await runProcess('rm', ['-rf', root]);
});

async function put(path: string | Buffer, content = path.toString()): Promise<void> {
  if (typeof path === 'string') await mkdir(dirname(join(root, path)), { recursive: true });
  const full = Buffer.concat([Buffer.from(`${root}/`), Buffer.from(path)]);
  await writeFile(full, content);
}

interface Walked {
  readonly files: readonly SeenFile[];
  /** The files' paths below the root, in the order found. */
  readonly names: readonly string[];
  readonly problems: readonly WalkProblem[];
}

async function walk(options: Partial<WalkOptions> = {}, folder = root): Promise<Walked> {
  const files: SeenFile[] = [];
  const problems: WalkProblem[] = [];
  const onProblem = (problem: WalkProblem) => problems.push(problem);
  const rules = { extensions: ['mp4', 'mkv'], exclude: [] };
  for await (const batch of walkLibrary(folder, { ...rules, onProblem, ...options })) {
    files.push(...batch.flatMap((found) => found.files));
  }
  return { files, names: files.map((file) => file.path.slice(folder.length + 1)), problems };
}

describe('walking a library', () => {
  it('finds the videos with their size and time, in the order of their names', async () => {
    await put('b/2.MKV', 'four');
    await put('b/1.mp4', '');
    await put('a.mp4');
    await put('b/notes.txt');
    await put('c/d/e.mp4');
    const { files, names, problems } = await walk();
    expect(names).toEqual(['a.mp4', 'b/1.mp4', 'b/2.MKV', 'c/d/e.mp4']);
    const { mtimeMs } = await stat(join(root, 'b/2.MKV'));
    expect(files[2]).toEqual({
      path: join(root, 'b/2.MKV'),
      sizeBytes: 4,
      mtimeMs: Math.floor(mtimeMs),
      companions: 0,
    });
    expect(problems).toEqual([]);
  });

  it('hands whole folders out, in batches that end with the folder that fills them', async () => {
    await Promise.all(
      Array.from({ length: 95 }, (_, index) => put(`${index % 7}/${index}.mp4`, '')),
    );
    const sizes: number[] = [];
    const options = { extensions: ['mp4'], exclude: [], batchSize: 10 };
    for await (const batch of walkLibrary(root, options))
      sizes.push(batch.reduce((count, folder) => count + folder.files.length, 0));
    expect(sizes).toEqual([14, 14, 14, 14, 13, 13, 13]);
  });

  it('passes by what is hidden, kept by the system or excluded', async () => {
    const hidden = ['.a.mp4', '._b.mp4', '.git/c.mp4', '@eaDir/d.mp4', '#recycle/e.mp4'];
    const system = ['$RECYCLE.BIN/f.mp4', 'System Volume Information/g.mp4', 'lost+found/h.mp4'];
    const excluded = ['private/i.mp4', 'x/y/sample/j.mp4', 'x/k.mp4'];
    for (const path of [...hidden, ...system, ...excluded, 'x/l.mp4']) await put(path);
    const { names } = await walk({
      exclude: ['private', '**/sample', join(root, 'x', 'k.mp4')],
    });
    expect(names).toEqual(['x/l.mp4']);
  });

  it('looks at a hidden folder that is the library itself', async () => {
    await put('.videos/a.mp4');
    expect((await walk({}, join(root, '.videos'))).names).toEqual(['a.mp4']);
  });
});

describe('walking links', () => {
  it('ends in spite of loops and finds each folder once, under its own name', async () => {
    await put('real/a.mp4');
    await symlink('..', join(root, 'real', 'up'));
    await symlink('.', join(root, 'real', 'self'));
    await symlink('real', join(root, 'again'));
    await symlink(join(root, 'real'), join(root, 'once more'));
    expect((await walk()).names).toEqual(['real/a.mp4']);
  });

  it('follows links to files and to folders elsewhere', async () => {
    await put('elsewhere/inner/a.mp4');
    await put('library/b.mp4', 'bbb');
    await symlink('../elsewhere', join(root, 'library', 'aa'));
    await symlink('b.mp4', join(root, 'library', 'c.mp4'));
    await symlink('b.mp4', join(root, 'library', 'c.txt'));
    const { names, files } = await walk({}, join(root, 'library'));
    expect(names).toEqual(['b.mp4', 'c.mp4', 'aa/inner/a.mp4']);
    expect(files[1]?.sizeBytes).toBe(3);
  });

  it('walks a library folder that is a link', async () => {
    await put('real/a.mp4');
    await symlink('real', join(root, 'link'));
    expect((await walk({}, join(root, 'link'))).names).toEqual(['a.mp4']);
  });

  it('says nothing of links that lead nowhere', async () => {
    await put('a.mp4');
    await symlink('gone', join(root, 'b.mp4'));
    await symlink('c.mp4', join(root, 'c.mp4'));
    const { names, problems } = await walk();
    expect(names).toEqual(['a.mp4']);
    expect(problems).toEqual([]);
  });
});

describe('walking a hostile tree', () => {
  it('takes no pipe, socket or folder for a video', async () => {
    await put('folder.mp4/a.mp4');
    await runProcess('mkfifo', [join(root, 'pipe.mp4')]);
    const server = createServer().listen(join(root, 'socket.mp4'));
    await once(server, 'listening');
    await symlink('/dev/zero', join(root, 'device.mp4'));
    await symlink('pipe.mp4', join(root, 'to-pipe.mp4'));
    const { names } = await walk();
    server.close();
    expect(names).toEqual(['folder.mp4/a.mp4']);
  });

  it('gives names back exactly, whatever characters they have', async () => {
    const deep = Array.from({ length: 60 }, (_, depth) => `level ${depth}`).join('/');
    const names = [
      'new\nline.mp4',
      `"quotes' and \`ticks\`.mp4`,
      '100%25 %s %n.mp4',
      'back\\slash.mp4',
      '-rf.mp4',
      'nfc é.mp4',
      'nfd e\u0301.mp4',
      'same é.mp4',
      'same e\u0301.mp4',
      'replacement \ufffd.mp4',
      'private \uefc3 use.mp4',
      `${'ü'.repeat(125)}x.mp4`,
      ' .mp4',
      `${deep}/a.mp4`,
    ];
    for (const name of names) await put(name);
    const { files } = await walk();
    const contents = await Promise.all(
      files.map(({ path }) => readFile(toFsPath(path), { encoding: 'utf8' })),
    );
    expect(contents.toSorted()).toEqual(names.toSorted());
    expect(new Set(files.map(({ path }) => path)).size).toBe(names.length);
  });

  it.runIf(process.platform === 'linux')('finds and opens names that are not UTF-8', async () => {
    const folder = Buffer.from('caf\xe9', 'latin1');
    await mkdir(Buffer.concat([Buffer.from(`${root}/`), folder]));
    const names = [
      Buffer.concat([folder, Buffer.from('/a.mp4')]),
      Buffer.concat([folder, Buffer.from('/\xff\xfe.mp4', 'latin1')]),
      Buffer.from('\xc3.mp4', 'latin1'),
      Buffer.from('\xc4.mp4', 'latin1'),
    ];
    for (const name of names) await put(name, name.toString('hex'));
    const { files } = await walk();
    const contents = await Promise.all(
      files.map(({ path }) => readFile(toFsPath(path), { encoding: 'utf8' })),
    );
    expect(contents.toSorted()).toEqual(names.map((name) => name.toString('hex')).toSorted());
    expect(files.every(({ path }) => path.isWellFormed())).toBe(true);
  });

  it('reports a folder that may not be read, and goes on', async () => {
    await put('a/secret.mp4');
    await put('b.mp4');
    await chmod(join(root, 'a'), 0o000);
    const { names, problems } = await walk();
    await chmod(join(root, 'a'), 0o700);
    // For root there are no forbidden folders.
    const isRoot = process.getuid?.() === 0;
    expect(names).toEqual(isRoot ? ['b.mp4', 'a/secret.mp4'] : ['b.mp4']);
    expect(problems).toEqual(isRoot ? [] : [{ path: join(root, 'a'), code: 'EACCES' }]);
  });

  it('reports a folder whose path is too long for the system, and goes on', async () => {
    await put('z.mp4');
    const name = 'n'.repeat(250);
    const folders = (count: number) => Array.from({ length: count }, () => name);
    // Neither half is too long: they become so together.
    await mkdir(join(root, ...folders(15)), { recursive: true });
    await mkdir(join(root, 'half', ...folders(5)), { recursive: true });
    await rename(join(root, 'half'), join(root, ...folders(15), 'half'));
    const { names, problems } = await walk();
    expect(names).toEqual(['z.mp4']);
    expect(problems.map(({ code }) => code)).toEqual(['ENAMETOOLONG']);
    expect(problems[0]?.path.startsWith(`${root}/${name}/${name}`)).toBe(true);
  });

  it('tolerates what vanishes while it walks', async () => {
    for (const folder of ['a', 'b', 'c', 'd']) await put(`${folder}/1.mp4`);
    const found: string[] = [];
    for await (const batch of walkLibrary(root, {
      extensions: ['mp4'],
      exclude: [],
      batchSize: 1,
    })) {
      found.push(
        ...batch.flatMap(({ files }) => files.map(({ path }) => path.slice(root.length + 1))),
      );
      await rm(join(root, 'd'), { recursive: true, force: true });
    }
    expect(found).toEqual(['a/1.mp4', 'b/1.mp4', 'c/1.mp4']);
  });
});

describe('looking at some folders of a library', () => {
  const at = (path: string, isDeep: boolean) => ({ path: join(root, path), isDeep });

  it('sees only what is right in them, or all below where it is to be deep', async () => {
    for (const path of ['a/1.mp4', 'a/b/2.mp4', 'c/3.mp4', 'c/d/4.mp4', '5.mp4']) await put(path);
    const { names } = await walk({ targets: [at('a', false), at('c', true)] });
    expect(names).toEqual(['a/1.mp4', 'c/3.mp4', 'c/d/4.mp4']);
  });

  it('sees nothing where there is no folder, or none of the library', async () => {
    for (const path of ['.hidden/1.mp4', '@eaDir/a/2.mp4', 'out/b/3.mp4', 'real/4.mp4'])
      await put(path);
    await symlink('real', join(root, 'other name'));
    const targets = ['.hidden', '@eaDir/a', 'out/b', 'other name', 'absent'].map((path) =>
      at(path, true),
    );
    expect((await walk({ targets, exclude: ['out'] })).names).toEqual([]);
  });

  it('passes by a folder that is a library of its own', async () => {
    await put('a/1.mp4');
    await put('inner/2.mp4');
    expect((await walk({ nestedRoots: [join(root, 'inner')] })).names).toEqual(['a/1.mp4']);
  });
});

describe('the sidecars of a video', () => {
  const companions = async (options: Partial<WalkOptions> = {}) => {
    const { files } = await walk(options);
    return files.map((file) => file.companions);
  };

  it('are noticed when they come, change and go', async () => {
    await put('a/1.mp4');
    await put('a/2.mp4');
    expect(await companions()).toEqual([0, 0]);
    await put('a/1.json', '{}');
    const [first, second] = await companions();
    expect(first).toBeGreaterThan(0);
    expect(second).toBe(0);
    await put('a/1.json', '{ "title": "One" }');
    expect((await companions())[0]).not.toBe(first);
    await rm(join(root, 'a/1.json'));
    expect(await companions()).toEqual([0, 0]);
    // One that cannot be looked at is there all the same, so that its reader says what is wrong.
    await symlink('1.json', join(root, 'a/1.json'));
    expect((await companions())[0]).toBeGreaterThan(0);
  });

  it('do not speak of it any more when it lies beside another, if they are for one that lies alone', async () => {
    await put('a/1.mp4');
    await put('a/movie.nfo', '<movie/>');
    const alone = await companions();
    expect(alone[0]).toBeGreaterThan(0);
    await put('a/1-trailer.mp4');
    expect(await companions()).toEqual([alone[0], alone[0]]);
    await put('a/2.mp4');
    expect(await companions()).toEqual([0, 0, 0]);
    await rm(join(root, 'a/2.mp4'));
    expect(await companions()).toEqual([alone[0], alone[0]]);
  });

  it('lie above it, too, and are the same to a look that begins at its folder', async () => {
    await put('a/b/1.mp4');
    await put('c/2.mp4');
    await put('a/folder.json', '{}');
    await put('a/b/1.mp4.json', '{}');
    const [deep, beside] = await companions();
    expect(deep).toBeGreaterThan(0);
    expect(beside).toBe(0);
    const targets = [{ path: join(root, 'a/b'), isDeep: false }];
    expect(await companions({ targets })).toEqual([deep]);
  });
});

describe('a library that is not there', () => {
  it('is offline when its folder is absent or no folder', async () => {
    await put('file');
    for (const folder of ['absent', 'file']) {
      await expect(walk({}, join(root, folder))).rejects.toMatchObject({
        code: 'library_offline',
        message: expect.stringContaining(join(root, folder)) as string,
      });
    }
  });

  it.each(['nothing', 'another folder'])(
    'is offline when %s takes its place during the walk',
    async (instead) => {
      const library = join(root, 'library');
      for (const name of ['1', '2', '3', '4']) await put(`library/${name}/a.mp4`);
      const batches = walkLibrary(library, { extensions: ['mp4'], exclude: [], batchSize: 1 });
      await batches.next();
      await rename(library, join(root, 'moved'));
      if (instead === 'another folder') await mkdir(library);
      const drain = async () => {
        for await (const batch of batches) expect(batch).not.toEqual([]);
      };
      await expect(drain()).rejects.toMatchObject({ code: 'library_offline' });
    },
  );
});

describe('ending a walk', () => {
  it('stops with the reason of its signal', async () => {
    for (let index = 0; index < 20; index += 1) await put(`${index}/a.mp4`);
    const reason = new Error('enough');
    const stop = new AbortController();
    const batches = walkLibrary(root, {
      extensions: ['mp4'],
      exclude: [],
      batchSize: 1,
      signal: stop.signal,
    });
    await batches.next();
    stop.abort(reason);
    await expect(batches.next()).rejects.toBe(reason);
    await expect(walk({ signal: stop.signal })).rejects.toBe(reason);
  });

  it('stops when its consumer does', async () => {
    for (let index = 0; index < 20; index += 1) await put(`${index}/a.mp4`);
    const threads = () =>
      process.getActiveResourcesInfo().filter((resource) => resource === 'MessagePort').length;
    const before = threads();
    let batches = 0;
    for await (const batch of walkLibrary(root, {
      extensions: ['mp4'],
      exclude: [],
      batchSize: 1,
    })) {
      batches += batch.length;
      if (batches === 3) break;
    }
    expect(batches).toBe(3);
    expect(threads()).toBe(before);
  });
});
