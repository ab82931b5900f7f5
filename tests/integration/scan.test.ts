import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pino from 'pino';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FolderStore } from '../../core/catalogue/folder-store.ts';
import { GoneStore } from '../../core/catalogue/gone-store.ts';
import { IndexingStore } from '../../core/catalogue/indexing-store.ts';
import { LibraryStore } from '../../core/catalogue/library-store.ts';
import { ScanStore, type ScanRequest } from '../../core/catalogue/scan-store.ts';
import { VideoStore } from '../../core/catalogue/video-store.ts';
import { createIdentifier } from '../../indexer/identify/identifier.ts';
import { resolveIdentity } from '../../indexer/identify/resolve-identity.ts';
import { runIndexingLoop } from '../../indexer/indexing-loop.ts';
import { lookAtFolders } from '../../indexer/scan/look-at-folders.ts';
import { runScan } from '../../indexer/scan/run-scan.ts';
import { settleGone } from '../../indexer/scan/settle-gone.ts';
import { madeUpFile } from '../support/made-up-video.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testCatalogue } from '../support/test-catalogue.ts';

const log = pino({ level: 'silent' });
const holder = 'test';
const patience = { timeout: 20_000 };

/** A library on a real disk whose files hold a line of text each: they are identified, and described by their paths. */
async function library() {
  const root = await temporaryFolder();
  const catalogue = await testCatalogue();
  const parts = {
    folders: new FolderStore(catalogue),
    gone: new GoneStore(catalogue),
    indexing: new IndexingStore(catalogue),
    libraries: new LibraryStore(catalogue),
    scans: new ScanStore(catalogue),
    log,
    extensions: ['mp4'],
    exclude: [],
  };
  await parts.libraries.add([{ path: root, name: 'Films' }]);
  return { root, catalogue, videos: new VideoStore(catalogue), ...parts, parts };
}

let films: Awaited<ReturnType<typeof library>>;
let ending: AbortController;
let loops: Promise<unknown>[];

beforeEach(async () => {
  films = await library();
  ending = new AbortController();
  loops = [];
});

afterEach(async () => {
  ending.abort();
  await Promise.allSettled(loops);
});

/** Writes files that are long finished. */
async function put(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const path = join(films.root, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, name);
    await utimes(path, 1_600_000_000, 1_600_000_000);
  }
}

const manyNames = (folder: string) =>
  Array.from({ length: 30 }, (_, index) => `${folder}/film ${index}.mp4`);

const identifier = createIdentifier();
afterAll(identifier.close);

/** What has been read, in order, and whether each file had to be identified. */
const read: { readonly path: string; readonly todo: string }[] = [];

function startReading(): void {
  read.length = 0;
  const { parts } = films;
  const reading = runIndexingLoop(
    {
      ...parts,
      holder,
      concurrency: 2,
      indexFile: async (file, { signal }) => {
        read.push({ path: file.path.slice(films.root.length + 1), todo: file.todo });
        const identity = await resolveIdentity(
          file,
          { ...parts, identifier, collisions: log },
          signal,
        );
        const { hash, sizeBytes, mtimeMs, fullHash } = identity;
        return {
          ...madeUpFile(file.path, { hash, title: file.path }),
          sizeBytes,
          mtimeMs,
          fullHash,
        };
      },
    },
    ending.signal,
  );
  loops.push(reading);
}

async function stopReading(): Promise<void> {
  ending.abort();
  await Promise.allSettled(loops);
  ending = new AbortController();
}

async function scan(request: Partial<ScanRequest> = {}) {
  const { scans, parts } = films;
  const { id } = await scans.request({ requestedBy: 'person', mode: 'new', ...request });
  const claimed = await scans.claim(holder);
  if (claimed?.id !== id) throw new Error('another scan was waiting');
  await runScan(claimed, parts, ending.signal);
  return await scans.find(id);
}

/** Looks at the whole library without a scan, as the watcher does. */
async function look(): Promise<number> {
  const { parts, root } = films;
  let found = 0;
  const looks = lookAtFolders({ path: root, name: 'Films' }, parts, { signal: ending.signal });
  for await (const counts of looks) found += counts.found;
  return found;
}

async function present(): Promise<number> {
  const { total, missing } = await films.videos.counts();
  return total - missing;
}

describe('a look', () => {
  it('does not take for gone what came into a folder after it had passed there', async () => {
    const { parts, root, gone } = films;
    await put('a/1.mp4');
    const looking = lookAtFolders({ path: root, name: 'Films' }, parts, { signal: ending.signal });
    await looking.next();
    await put('b/2.mp4');
    expect(await look()).toBe(2);
    expect(await looking.next()).toMatchObject({ value: { gone: 0 } });
    expect(await gone.count(root)).toEqual({ known: 2, gone: 0 });
  });

  it('tells how many files are gone, wherever they were', async () => {
    await put('a/1.mp4', 'a/2.mp4', 'b/3.mp4');
    await look();
    await rm(join(films.root, 'a/1.mp4'));
    await rm(join(films.root, 'b'), { recursive: true });
    const { parts, root } = films;
    const counts = await Array.fromAsync(
      lookAtFolders({ path: root, name: 'Films' }, parts, { signal: ending.signal }),
    );
    expect(counts.map(({ gone }) => gone)).toEqual([1, 1]);
  });
});

describe('a scan', () => {
  it('of a folder sees what is in it and below, and nothing else', async () => {
    startReading();
    await put('a/1.mp4', 'a/b/2.mp4', 'c/3.mp4');
    expect(await scan({ folder: join(films.root, 'a') })).toMatchObject({ found: 2, added: 2 });
    await rm(join(films.root, 'a'), { recursive: true });
    expect(await scan({ folder: join(films.root, 'a') })).toMatchObject({ found: 0, missing: 2 });
    expect(await scan()).toMatchObject({ found: 1, added: 1, missing: 0 });
  });

  it('reads nothing of what did not change, all again when it is full, and identifies all when it is to rehash', async () => {
    startReading();
    await put('1.mp4', '2.mp4');
    await scan();
    read.length = 0;
    expect(await scan()).toMatchObject({ found: 2, added: 0, changed: 0 });
    expect(read).toEqual([]);
    expect(await scan({ mode: 'full' })).toMatchObject({ changed: 2 });
    expect(read.map(({ todo }) => todo)).toEqual(['describe', 'describe']);
    await scan({ mode: 'rehash' });
    expect(read.slice(2).map(({ todo }) => todo)).toEqual(['identify', 'identify']);
  });

  it('that is asked for again while it runs walks again, and finds what came meanwhile', async () => {
    const { scans } = films;
    await put('1.mp4');
    const running = scan();
    await vi.waitFor(async () => expect((await scans.current())?.state).toBe('indexing'), patience);
    await put('2.mp4');
    const joined = await scans.request({ requestedBy: 'person', mode: 'new' });
    startReading();
    const ended = await running;
    expect(ended).toMatchObject({ id: joined.id, state: 'done', found: 2, added: 2 });
    expect(await present()).toBe(2);
  });

  it('does not take in a request for more than it does', async () => {
    const { scans } = films;
    const request = { requestedBy: 'person', mode: 'full', collection: 'Films' } as const;
    const { id } = await scans.request(request);
    const wider = [
      { ...request, mode: 'rehash' },
      { ...request, collection: undefined },
      { ...request, acceptMissing: true },
    ] as const;
    for (const other of wider) expect((await scans.request(other)).id).not.toBe(id);
    expect((await scans.request({ ...request, mode: 'new', folder: films.root })).id).toBe(id);
  });

  it('that a person stops leaves what it found for the next one; what else is noticed is read', async () => {
    const { scans, indexing } = films;
    await put('1.mp4', '2.mp4');
    const running = scan();
    await vi.waitFor(async () => expect((await scans.current())?.state).toBe('indexing'), patience);
    await scans.cancel();
    expect(await running).toMatchObject({ state: 'cancelled' });
    expect(await indexing.pendingCounts()).toMatchObject({ pending: 2, parked: 2 });
    await put('3.mp4');
    await look();
    startReading();
    await vi.waitFor(async () => expect(await present()).toBe(1), patience);
    expect(await indexing.pendingCounts()).toMatchObject({ pending: 2, parked: 2 });
    await scan();
    expect(await present()).toBe(3);
  });

  it('reads a file that was written just now when it stands still', async () => {
    startReading();
    await put('1.mp4');
    await writeFile(join(films.root, '2.mp4'), 'just now');
    await scan();
    expect(await present()).toBe(2);
    expect((await films.videos.counts()).failed).toBe(0);
  });

  it('leaves a library alone that is not there', async () => {
    startReading();
    await put('1.mp4');
    await scan();
    await rename(films.root, `${films.root} unplugged`);
    expect(await scan()).toMatchObject({ state: 'done', found: 0, missing: 0 });
    expect((await films.libraries.all())[0]?.state).toBe('offline');
    await rename(`${films.root} unplugged`, films.root);
    read.length = 0;
    await scan();
    expect((await films.libraries.all())[0]?.state).toBe('online');
    expect(read).toEqual([]);
  });

  it.each([
    {
      what: 'is not there any more',
      state: 'offline',
      unplug: (root: string) => rename(root, `${root} unplugged`),
      plug: (root: string) => rename(`${root} unplugged`, root),
    },
    {
      what: 'is an empty folder',
      state: 'suspicious',
      unplug: async (root: string) => {
        await rename(root, `${root} unplugged`);
        await mkdir(root);
      },
      plug: async (root: string) => {
        await rm(root, { recursive: true });
        await rename(`${root} unplugged`, root);
      },
    },
  ])(
    'during which the library $what hides nothing, and goes on when it is back',
    async ({ state, unplug, plug }) => {
      const names = manyNames('a');
      await put(...names);
      startReading();
      await scan();
      await stopReading();
      await put('a/new.mp4');
      const reading = scan({ mode: 'full' });
      await vi.waitFor(
        async () => expect((await films.scans.current())?.state).toBe('indexing'),
        patience,
      );
      await unplug(films.root);
      startReading();
      expect(await reading).toMatchObject({ state: 'done', missing: 0 });
      for (const known of await films.libraries.all()) await settleGone(known, films.parts);
      expect((await films.libraries.all())[0]?.state).toBe(state);
      expect(await films.videos.counts()).toMatchObject({ missing: 0, failed: 0 });
      expect(await present()).toBe(30);
      await plug(films.root);
      read.length = 0;
      await scan();
      expect(await present()).toBe(31);
      expect(read.filter(({ todo }) => todo === 'describe')).toHaveLength(30);
    },
  );

  it('gives the videos of a library in a library to the inner one', async () => {
    startReading();
    await put('1.mp4', 'inner/2.mp4');
    await scan();
    await films.libraries.add([{ path: join(films.root, 'inner'), name: 'Inner' }]);
    expect(await scan()).toMatchObject({ found: 2, changed: 1, missing: 0 });
    const counts = await films.libraries.fileCounts();
    expect(counts).toEqual(
      new Map([
        [films.root, 1],
        [join(films.root, 'inner'), 1],
      ]),
    );
    expect(await scan()).toMatchObject({ found: 2, changed: 0, missing: 0 });
  });

  it('describes the videos of a library anew that has another name', async () => {
    startReading();
    await put('1.mp4');
    await scan();
    await films.libraries.add([{ path: films.root, name: 'Movies' }]);
    expect(await scan()).toMatchObject({ changed: 1 });
    expect(read.at(-1)?.todo).toBe('describe');
  });
});

describe('files that are gone', () => {
  it('are hidden, unless most of a library is gone at once, until they are back or a person agrees', async () => {
    startReading();
    await put(...manyNames('a'));
    await scan();
    await rename(join(films.root, 'a'), join(films.root, '.away'));
    expect(await scan()).toMatchObject({ missing: 0 });
    expect((await films.libraries.all())[0]).toMatchObject({ state: 'suspicious' });
    expect(await present()).toBe(30);
    await rename(join(films.root, '.away'), join(films.root, 'a'));
    read.length = 0;
    await scan();
    expect((await films.libraries.all())[0]).toMatchObject({ state: 'online', message: null });
    expect(read).toEqual([]);
    await rm(join(films.root, 'a'), { recursive: true });
    await scan();
    expect(await scan({ acceptMissing: true })).toMatchObject({ missing: 30 });
    expect(await present()).toBe(0);
    expect((await films.libraries.all())[0]?.state).toBe('online');
  });

  it('stay visible while their new place is being read, and are then there', async () => {
    const { parts, root } = films;
    startReading();
    await put(...manyNames('a'));
    await scan();
    await stopReading();
    await rename(join(root, 'a'), join(root, 'b'));
    await look();
    for (const known of await parts.libraries.all()) await settleGone(known, parts);
    expect(await present()).toBe(30);
    startReading();
    await scan();
    expect(await present()).toBe(30);
    expect((await films.libraries.all())[0]?.state).toBe('online');
    const { pending } = await parts.indexing.pendingCounts();
    expect(pending).toBe(0);
  });
});
