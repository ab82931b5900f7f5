// Which folders a start remembers, and which it refuses, on a real catalogue.

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { rememberFolders } from '../../cli/start/library-folders.ts';
import { LibraryStore } from '../../core/catalogue/library-store.ts';
import { ProcessStore } from '../../core/catalogue/process-store.ts';
import { openCatalogue } from '../../core/catalogue/open-catalogue.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { seeFile } from '../support/known-video.ts';

async function openStores() {
  const root = await temporaryFolder();
  const catalogue = await openCatalogue(join(root, 'catalogue.db'));
  onTestFinished(() => catalogue.destroy());
  const folder = { path: join(root, 'Films'), name: 'Films' };
  await mkdir(folder.path);
  const libraries = new LibraryStore(catalogue);
  const stores = { libraries, processes: new ProcessStore(catalogue) };
  return { root, folder, catalogue, libraries, stores };
}

const nothing = { folders: [], libraries: [] };

describe('the folders of a start', () => {
  it('are remembered when they were named on the command line, and keep the name a person gave them', async () => {
    const { folder, libraries, stores } = await openStores();
    await rememberFolders(stores, { ...nothing, folders: [folder] });
    await libraries.add([{ ...folder, name: 'Classics' }]);
    await rememberFolders(stores, { ...nothing, folders: [folder] });
    expect(await libraries.all()).toMatchObject([
      { ...folder, name: 'Classics', source: 'person' },
    ]);
    await rememberFolders(stores, nothing);
    expect(await libraries.all()).toHaveLength(1);
  });

  it('are those of the settings file only as long as they are in it', async () => {
    const { folder, libraries, stores } = await openStores();
    await rememberFolders(stores, { folders: [folder], libraries: [folder] });
    expect(await libraries.all()).toMatchObject([{ path: folder.path, source: 'config' }]);
    expect(await rememberFolders(stores, nothing)).toEqual([
      expect.stringContaining(`The folder ${folder.path} leaves the library`),
    ]);
    expect(await libraries.all()).toEqual([]);
  });

  it('leave in the library what the settings of another indexer may name', async () => {
    const { root, folder, libraries, stores } = await openStores();
    const other = { ...folder, path: join(root, 'Archive'), name: 'Archive' };
    await mkdir(other.path);
    const attic = { id: 'indexer@attic', pid: 1, host: 'attic', startedMs: 0, warnings: [] };
    await rememberFolders(stores, { ...nothing, libraries: [folder] });
    await stores.processes.announce({ ...attic, program: 'indexer' });
    const notes = await rememberFolders(stores, { ...nothing, libraries: [other] });
    expect(notes).toEqual([
      expect.stringMatching(/Films stays .* indexer@attic runs.*same folders.*all indexers/),
    ]);
    expect(await libraries.all()).toHaveLength(2);
    await stores.processes.withdraw(attic.id);
    await rememberFolders(stores, { ...nothing, libraries: [other] });
    expect(await libraries.all()).toMatchObject([other]);
  });

  it('are refused when they are absent, all in one message, and nothing is remembered', async () => {
    const { root, folder, libraries, stores } = await openStores();
    const absent = { path: join(root, 'absent'), name: 'absent' };
    await expect(
      rememberFolders(stores, {
        folders: [absent, folder],
        libraries: [{ ...absent, path: '/nowhere/else' }],
      }),
    ).rejects.toThrow(
      /absent does not exist\..*\n.*\/nowhere\/else does not exist\. Change "libraries"/,
    );
    expect(await libraries.all()).toEqual([]);
  });

  it('may be absent when the settings file names them and videos of theirs are known: the disk is unplugged', async () => {
    const { folder, libraries, stores, catalogue } = await openStores();
    await rememberFolders(stores, { ...nothing, libraries: [folder] });
    await seeFile(catalogue, join(folder.path, 'a.mp4'));
    await rm(folder.path, { recursive: true });
    expect(await rememberFolders(stores, { ...nothing, libraries: [folder] })).toEqual([
      `The folder ${folder.path} does not exist: its videos cannot play until it is back.`,
    ]);
    await expect(rememberFolders(stores, { ...nothing, folders: [folder] })).rejects.toThrow(
      'does not exist',
    );
    expect(await libraries.all()).toHaveLength(1);
  });
});
