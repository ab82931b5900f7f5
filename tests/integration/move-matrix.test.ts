// Everything that people do to files between two scans, on a running Reeldex, and where they find their things afterwards.

import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { librariesAnswer } from '../../core/contract/dashboard.ts';
import { routes } from '../../core/contract/routes.ts';
import { runProcess } from '../../core/run-process.ts';
import { distinctClip, putFile } from '../support/distinct-clips.ts';
import { RunningReeldex } from '../support/running-reeldex.ts';
import { pathsOf, sha256, Viewer, type Keepsake } from '../support/viewer.ts';

let folder: string;
let reeldex: RunningReeldex;
let viewer: Viewer;

const films = (...names: string[]) => join(folder, 'Films', ...names);
const archive = (...names: string[]) => join(folder, 'Archive', ...names);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-moves-'));
  // Something that stays: a folder from which everything vanished would be taken for an unplugged drive.
  for (let number = 0; number < 40; number += 1) {
    const place = number % 2 === 0 ? films : archive;
    await putFile(place('staying', `lasting ${number}.mp4`), await distinctClip(number));
  }
  const folders = [films(), archive()];
  reeldex = await RunningReeldex.start({ dataDir: join(folder, 'data'), folders });
  viewer = new Viewer(reeldex);
  await reeldex.untilIndexed(40);
});

afterAll(async () => {
  await reeldex.stop();
  await rm(folder, { recursive: true, force: true });
});

let clipNumber = 1000;

/** Puts a new video of a content of its own at each path, scans, and makes each of them dear to the person. */
async function settle(...paths: readonly string[]): Promise<ReadonlyMap<string, Keepsake>> {
  for (const path of paths) {
    clipNumber += 1;
    await putFile(path, await distinctClip(clipNumber));
  }
  await viewer.scan();
  const keepsakes = new Map<string, Keepsake>();
  for (const [index, path] of paths.entries()) {
    const { hash } = await viewer.findOne(titleOf(path));
    await viewer.cherish(hash, 1 + index / 10);
    keepsakes.set(path, viewer.keepsake(await viewer.detail(hash)));
  }
  return keepsakes;
}

/** Names are words that nothing else has, so that a search for one finds exactly what is meant. */
function titleOf(path: string): string {
  return basename(path).replace(/\.\w+$/, '');
}

/** One video is found by the name of its first path; it lies at exactly these paths and plays from there. */
async function expectVideo(
  paths: readonly string[],
  keepsake: Keepsake | undefined,
): Promise<void> {
  const [first = ''] = paths;
  const video = await viewer.findOne(titleOf(first));
  expect(pathsOf(video)).toEqual(paths);
  expect(video.title).toBe(titleOf(first).normalize());
  expect(video.filename).toBe(basename(first));
  expect(video.collection).toBe(first.startsWith(archive()) ? 'Archive' : 'Films');
  expect(viewer.keepsake(video)).toEqual(keepsake);
  expect(await viewer.play(video.hash)).toBe(sha256(await readFile(first)));
  expect(await viewer.favourites()).toContain(video.hash);
  expect(await viewer.history()).toContain(video.hash);
}

async function expectNothing(path: string): Promise<void> {
  expect((await viewer.find(titleOf(path))).map(pathsOf)).toEqual([]);
}

interface Move {
  readonly what: string;
  readonly from: () => string;
  readonly to: () => string;
}

const moves: readonly Move[] = [
  { what: 'renamed', from: () => films('wombat.mp4'), to: () => films('quokka.mp4') },
  {
    what: 'renamed in case only',
    from: () => films('numbat.mp4'),
    to: () => films('NUMBAT.mp4'),
  },
  {
    what: 'renamed by one accent written in another way',
    from: () => films('caf\u00e9bilby.mp4'),
    to: () => films('cafe\u0301bilby.mp4'),
  },
  {
    what: 'moved to another folder',
    from: () => films('one', 'dugong.mp4'),
    to: () => films('other', 'deep', 'dugong.mp4'),
  },
  {
    what: 'moved to another library',
    from: () => films('platypus.mp4'),
    to: () => archive('platypus.mp4'),
  },
  {
    what: 'moved to another library under another name',
    from: () => archive('echidna.mp4'),
    to: () => films('bandicoot.mp4'),
  },
];

describe('a video whose file is', () => {
  let keepsakes: ReadonlyMap<string, Keepsake>;

  beforeAll(async () => {
    keepsakes = await settle(...moves.map(({ from }) => from()));
    for (const { from, to } of moves) {
      await mkdir(dirname(to()), { recursive: true });
      await rename(from(), to());
    }
    await viewer.scan();
  });

  test.each(moves)('$what stays the one that it was', async ({ from, to }) => {
    await expectVideo([to()], keepsakes.get(from()));
  });

  test('renamed is not found by its old name any more', async () => {
    await expectNothing(films('wombat.mp4'));
    await expectNothing(archive('echidna.mp4'));
  });

  test('in a folder that is moved stays the one that it was', async () => {
    const names = ['kookaburra.mp4', 'lorikeet.mp4', 'galah.mp4'];
    const before = await settle(...names.map((name) => films('birds', name)));
    await rename(films('birds'), films('birds of the south'));
    await viewer.scan();
    for (const name of names)
      await expectVideo([films('birds of the south', name)], before.get(films('birds', name)));
  });

  test('deleted and brought back is what it was', async () => {
    const path = films('thylacine.mp4');
    const before = await settle(path);
    const content = await readFile(path);
    await rm(path);
    await viewer.scan();
    await expectNothing(path);
    await putFile(path, content);
    await viewer.scan();
    await expectVideo([path], before.get(path));
  });

  test('deleted and brought back elsewhere is what it was', async () => {
    const before = await settle(films('dingo.mp4'));
    await rename(films('dingo.mp4'), join(folder, 'aside.mp4'));
    await viewer.scan();
    await expectNothing(films('dingo.mp4'));
    await rename(join(folder, 'aside.mp4'), archive('warrigal.mp4'));
    await viewer.scan();
    await expectVideo([archive('warrigal.mp4')], before.get(films('dingo.mp4')));
  });
});

describe('a video whose content changes at its path', () => {
  const changes: readonly Change[] = [
    {
      what: 'because another content replaces it',
      name: 'cassowary.mp4',
      change: async (path) => putFile(path, await distinctClip(500)),
    },
    {
      what: 'by an edited tag',
      name: 'wallaby.mp4',
      change: (path) => remux(path, ['-metadata', 'comment=edited']),
    },
    {
      what: 'by a remux',
      name: 'pademelon.mp4',
      change: (path) => remux(path, ['-movflags', 'frag_keyframe+empty_moov']),
    },
  ];
  let keepsakes: ReadonlyMap<string, Keepsake>;
  const hashBefore = new Map<string, string>();

  beforeAll(async () => {
    keepsakes = await settle(...changes.map(({ name }) => films(name)));
    for (const { name, change } of changes) {
      hashBefore.set(name, (await viewer.findOne(titleOf(name))).hash);
      await change(films(name));
    }
    await viewer.scan();
  });

  test.each(changes)('$what keeps what the person did', async ({ name }) => {
    await expectVideo([films(name)], keepsakes.get(films(name)));
    expect((await viewer.findOne(titleOf(name))).hash).not.toBe(hashBefore.get(name));
  });

  async function remux(path: string, outputArgs: readonly string[]): Promise<void> {
    const made = join(folder, 'remuxed.mp4');
    const input = ['-v', 'error', '-y', '-i', path, '-c', 'copy'];
    await runProcess('ffmpeg', [...input, ...outputArgs, made]);
    await putFile(path, await readFile(made));
  }
});

interface Change {
  readonly what: string;
  readonly name: string;
  readonly change: (path: string) => Promise<void>;
}

describe('videos that trade places between two scans', () => {
  test('keep what is theirs when two swap their names', async () => {
    const [one, other] = [films('jabiru.mp4'), films('brolga.mp4')];
    const keepsakes = await settle(one, other);
    await rename(one, join(folder, 'aside.mp4'));
    await rename(other, one);
    await rename(join(folder, 'aside.mp4'), other);
    await viewer.scan();
    await expectVideo([one], keepsakes.get(other));
    await expectVideo([other], keepsakes.get(one));
  });

  test('keep what is theirs when each takes the name of the next', async () => {
    const names = ['taipan.mp4', 'brownsnake.mp4', 'deathadder.mp4', 'tigersnake.mp4'].map((name) =>
      films(name),
    );
    const [first = '', second = '', third = '', free = ''] = names;
    const keepsakes = await settle(first, second, third);
    await rename(third, free);
    await rename(second, third);
    await rename(first, second);
    await viewer.scan();
    await expectVideo([free], keepsakes.get(third));
    await expectVideo([third], keepsakes.get(second));
    await expectVideo([second], keepsakes.get(first));
    await expectNothing(first);
  });

  test('keep what is theirs when one makes room and a new one comes', async () => {
    const path = films('goanna.mp4');
    const keepsakes = await settle(path);
    await rename(path, archive('skink.mp4'));
    await putFile(path, await distinctClip(501));
    await viewer.scan();
    await expectVideo([archive('skink.mp4')], keepsakes.get(path));
    const newcomer = await viewer.findOne('goanna');
    expect(newcomer).toMatchObject({ isFavourite: false, positionS: null, views: 0 });
  });
});

describe('a video with several files', () => {
  test('is one video that shows all of them', async () => {
    const [one, other] = [films('cuttlefish.mp4'), archive('a copy of cuttlefish.mp4')];
    const keepsakes = await settle(one);
    await copyFile(one, other);
    await viewer.scan();
    const video = await viewer.findOne('cuttlefish');
    expect(pathsOf(video)).toEqual([other, one]);
    expect(viewer.keepsake(video)).toEqual(keepsakes.get(one));
  });

  test('plays from the next one, and is named by it, when the first is deleted', async () => {
    const [one, other] = [films('a nautilus.mp4'), films('b octopus.mp4')];
    const keepsakes = await settle(one);
    await copyFile(one, other);
    await viewer.scan();
    await expectVideo([one, other], keepsakes.get(one));
    const { hash } = await viewer.findOne('nautilus');
    await rm(one);
    // Not scanned yet.
    expect(await viewer.play(hash)).toBe(sha256(await readFile(other)));
    await viewer.scan();
    await expectVideo([other], keepsakes.get(one));
    await rm(other);
    await viewer.scan();
    await expectNothing(other);
  });

  test('stays where its other copy is when one is replaced', async () => {
    const [one, other] = [films('a manatee.mp4'), films('b seacow.mp4')];
    const keepsakes = await settle(one);
    await copyFile(one, other);
    await viewer.scan();
    await putFile(one, await distinctClip(502));
    await viewer.scan();
    await expectVideo([other], keepsakes.get(one));
    expect(await viewer.findOne('manatee')).toMatchObject({ isFavourite: false, views: 0 });
  });
});

describe('a library folder', () => {
  test('that is unplugged loses nothing, and plays again when it is plugged in', async () => {
    const path = archive('coelacanth.mp4');
    const keepsakes = await settle(path);
    await rename(archive(), join(folder, 'Unplugged'));
    await viewer.scan();
    expect(await archiveState()).toMatchObject({ state: 'offline' });
    const { hash } = await viewer.findOne('coelacanth');
    await expect(viewer.play(hash)).rejects.toThrow(/^404: .*is its drive plugged in/);
    await rename(join(folder, 'Unplugged'), archive());
    await viewer.scan();
    expect(await archiveState()).toMatchObject({ state: 'online', message: null });
    await expectVideo([path], keepsakes.get(path));
  });

  test('that is empty of a sudden hides nothing before a person says so, and all comes back', async () => {
    const path = archive('lungfish.mp4');
    const keepsakes = await settle(path);
    await rename(archive(), join(folder, 'Unplugged'));
    await mkdir(archive());
    await viewer.scan();
    expect(await archiveState()).toMatchObject({ state: 'suspicious' });
    await viewer.findOne('lungfish');
    await viewer.scan({ acceptMissing: true });
    await expectNothing(path);
    await rm(archive(), { recursive: true });
    await rename(join(folder, 'Unplugged'), archive());
    await viewer.scan();
    await expectVideo([path], keepsakes.get(path));
    expect(await viewer.find('lasting')).toHaveLength(40);
  });

  async function archiveState() {
    const { items } = librariesAnswer.parse(await reeldex.json(routes.dashboardLibraries));
    return items.find((library) => library.path === archive());
  }
});
