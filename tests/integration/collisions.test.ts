// Different videos with the same short hash. The identities here have two digits, so that they are easily found; all else is
// the indexer's own.

import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FavouriteStore } from '../../core/catalogue/favourite-store.ts';
import { FolderStore } from '../../core/catalogue/folder-store.ts';
import { GoneStore } from '../../core/catalogue/gone-store.ts';
import { IndexingStore } from '../../core/catalogue/indexing-store.ts';
import { LibraryStore } from '../../core/catalogue/library-store.ts';
import { ScanStore } from '../../core/catalogue/scan-store.ts';
import { VideoStore } from '../../core/catalogue/video-store.ts';
import { loadConfig } from '../../core/config.ts';
import type { ScanMode } from '../../core/contract/dashboard.ts';
import { createIdentifier, type Identifier } from '../../indexer/identify/identifier.ts';
import { indexFile } from '../../indexer/index-file.ts';
import { runIndexingLoop } from '../../indexer/indexing-loop.ts';
import { compileNameRules } from '../../indexer/parse/name/name-rules.ts';
import { createProbe } from '../../indexer/probe/create-probe.ts';
import { runScanLoop } from '../../indexer/scan/scan-loop.ts';
import { distinctClip, putFile } from '../support/distinct-clips.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testCatalogue } from '../support/test-catalogue.ts';

const DIGITS = 2;

/** The real identifier, of whose hashes only the first digits count. */
function forgetfulIdentifier(): Identifier {
  const identifier = createIdentifier();
  return {
    identify: async (path, options) => {
      const identity = await identifier.identify(path, options);
      return { ...identity, hash: shortened(identity.hash) };
    },
    close: identifier.close,
  };
}

const shortened = (hash: string) => hash.slice(0, DIGITS).padEnd(16, '0');

/** Contents of which all have the same identity, as two digits go. */
async function collidingClips(count: number): Promise<readonly Buffer[]> {
  const folder = await temporaryFolder();
  const identifier = createIdentifier();
  const groups = new Map<string, Buffer[]>();
  try {
    for (let number = 0; ; number += 1) {
      const path = join(folder, 'clip.mp4');
      const content = await distinctClip(number);
      await putFile(path, content);
      const hash = shortened((await identifier.identify(path)).hash);
      const group = groups.get(hash) ?? [];
      group.push(content);
      if (group.length === count) return group;
      groups.set(hash, group);
    }
  } finally {
    await identifier.close();
  }
}

/** A library with an indexer on it, in this process; it stops when the test ends. */
async function startIndexer() {
  const root = await temporaryFolder();
  const catalogue = await testCatalogue();
  const stores = {
    indexing: new IndexingStore(catalogue),
    folders: new FolderStore(catalogue),
    gone: new GoneStore(catalogue),
    scans: new ScanStore(catalogue),
    libraries: new LibraryStore(catalogue),
  };
  await stores.libraries.add([{ path: root, name: 'Library' }]);
  const log = pino({ level: 'silent' });
  const noted: string[] = [];
  const collisions = pino({ level: 'info' }, { write: (line: string) => noted.push(line) });
  const config = loadConfig({ env: {}, argv: [], cwd: root });
  const parts = { ...stores, log, extensions: config.extensions, exclude: [] };
  const identifier = forgetfulIdentifier();
  const prober = createProbe({ ffprobePath: 'ffprobe' });
  const reading = { ...parts, identifier, prober, collisions, rules: compileNameRules(config) };
  const stop = new AbortController();
  const loops = [
    runScanLoop(parts, 'test', stop.signal),
    runIndexingLoop(
      {
        ...parts,
        holder: 'test',
        concurrency: 4,
        indexFile: (file, options) => indexFile(file, reading, options),
      },
      stop.signal,
    ),
  ];
  onTestFinished(async () => {
    stop.abort();
    await Promise.allSettled(loops);
    await prober.close();
    await identifier.close();
  });

  const scan = async (mode: ScanMode = 'new') => {
    const { id } = await stores.scans.request({ requestedBy: 'person', mode });
    while ((await stores.scans.find(id))?.state !== 'done') await delay(20);
  };
  /** The hash at each path that is there, by name. */
  const hashes = async () => {
    const rows = await catalogue
      .selectFrom('files')
      .select(['path', 'hash'])
      .where('state', 'in', ['ready', 'pending'])
      .orderBy('path')
      .execute();
    return Object.fromEntries(rows.map(({ path, hash }) => [path.slice(root.length + 1), hash]));
  };
  return {
    at: (name: string) => join(root, name),
    scan,
    hashes,
    favourites: new FavouriteStore(catalogue),
    videos: new VideoStore(catalogue),
    noted: () => noted.join(''),
  };
}

type Indexer = Awaited<ReturnType<typeof startIndexer>>;

async function putAll(
  { at }: Indexer,
  clips: readonly Buffer[],
  names: readonly string[],
): Promise<void> {
  for (const [index, name] of names.entries())
    await putFile(at(name), clips[index] ?? Buffer.alloc(0));
}

const names = ['a.mp4', 'b.mp4', 'c.mp4'];

describe('different videos with one short hash', () => {
  test('are all kept, and noted with their paths', async () => {
    const indexer = await startIndexer();
    await putAll(indexer, await collidingClips(3), names);
    await indexer.scan();
    const hashes = await indexer.hashes();
    expect(Object.keys(hashes)).toEqual(names);
    expect(new Set(Object.values(hashes)).size).toBe(3);
    for (const hash of Object.values(hashes)) {
      expect(hash).toMatch(/^[0-9a-f]{16}$/);
      expect(await indexer.videos.find(hash ?? '')).toMatchObject({ isPresent: true });
    }
    for (const name of names) expect(indexer.noted()).toContain(indexer.at(name));
    expect(indexer.noted()).toContain('two videos with one short hash');
  });

  test.for(['012', '210', '120'])('are all kept when they come in the order %s', async (order) => {
    const indexer = await startIndexer();
    const clips = await collidingClips(3);
    for (const index of Array.from(order, Number)) {
      await putFile(indexer.at(names[index] ?? ''), clips[index] ?? Buffer.alloc(0));
      const before = await indexer.hashes();
      await indexer.scan();
      expect(await indexer.hashes()).toMatchObject(before);
    }
    expect(new Set(Object.values(await indexer.hashes())).size).toBe(3);
  });

  test.for(['new', 'full', 'rehash'] as const)(
    'keep their hashes through a %s scan',
    async (mode) => {
      const indexer = await startIndexer();
      await putAll(indexer, await collidingClips(3), names);
      await indexer.scan();
      const before = await indexer.hashes();
      await indexer.scan(mode);
      expect(await indexer.hashes()).toEqual(before);
    },
  );

  test('keep their hashes while a fourth one comes with a full scan', async () => {
    const indexer = await startIndexer();
    const clips = await collidingClips(4);
    await putAll(indexer, clips, names);
    await indexer.scan();
    const before = await indexer.hashes();
    // By its name it is read before the others.
    await putFile(indexer.at('0.mp4'), clips[3] ?? Buffer.alloc(0));
    await indexer.scan('rehash');
    expect(await indexer.hashes()).toMatchObject(before);
    expect(new Set(Object.values(await indexer.hashes())).size).toBe(4);
  });

  test('keep what is theirs when the first is deleted and the others are moved', async () => {
    const indexer = await startIndexer();
    await putAll(indexer, await collidingClips(3), names);
    await indexer.scan();
    const before = await indexer.hashes();
    const first = names.find((name) => before[name]?.endsWith('00000000')) ?? '';
    const [other = '', third = ''] = names.filter((name) => name !== first);
    for (const name of names) await indexer.favourites.add(before[name] ?? '');
    await rm(indexer.at(first));
    await mkdir(indexer.at('elsewhere'));
    await rename(indexer.at(other), indexer.at('elsewhere/moved.mp4'));
    await indexer.scan();
    expect(await indexer.hashes()).toEqual({
      'elsewhere/moved.mp4': before[other],
      [third]: before[third],
    });
    await indexer.scan('rehash');
    expect(await indexer.hashes()).toEqual({
      'elsewhere/moved.mp4': before[other],
      [third]: before[third],
    });
    expect((await indexer.favourites.all()).toSorted()).toEqual(Object.values(before).toSorted());
  });

  test('come back as who they were', async () => {
    const indexer = await startIndexer();
    const clips = await collidingClips(2);
    await putAll(indexer, clips, ['a.mp4', 'b.mp4']);
    await indexer.scan();
    const before = await indexer.hashes();
    for (const name of ['a.mp4', 'b.mp4']) await rm(indexer.at(name));
    await indexer.scan();
    expect(await indexer.hashes()).toEqual({});
    await putAll(indexer, clips, ['second a.mp4', 'first b.mp4']);
    await indexer.scan();
    expect(await indexer.hashes()).toEqual({
      'second a.mp4': before['a.mp4'],
      'first b.mp4': before['b.mp4'],
    });
  });
});

describe('copies', () => {
  test('share one video, also of a video whose short hash is another’s', async () => {
    const indexer = await startIndexer();
    await putAll(indexer, await collidingClips(2), ['a.mp4', 'b.mp4']);
    await indexer.scan();
    const before = await indexer.hashes();
    await copyFile(indexer.at('a.mp4'), indexer.at('a copy.mp4'));
    await copyFile(indexer.at('b.mp4'), indexer.at('b copy.mp4'));
    await indexer.scan('full');
    expect(await indexer.hashes()).toEqual({
      ...before,
      'a copy.mp4': before['a.mp4'],
      'b copy.mp4': before['b.mp4'],
    });
    expect(indexer.noted()).toContain('copies of one video');
  });
});
