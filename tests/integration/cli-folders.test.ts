// Which folders a start remembers, and which it refuses, on a real catalogue.

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { rememberFolders } from '../../cli/start/library-folders.ts';
import { LibraryStore } from '../../core/catalogue/library-store.ts';
import { openCatalogue } from '../../core/catalogue/open-catalogue.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { seeFile } from '../support/known-video.ts';

async function openStores() {
  const root = await temporaryFolder();
  const catalogue = await openCatalogue(join(root, 'catalogue.db'));
  onTestFinished(() => catalogue.destroy());
  const folder = { path: join(root, 'Films'), name: 'Films' };
  await mkdir(folder.path);
  return { root, folder, catalogue, libraries: new LibraryStore(catalogue) };
}

const nothing = { folders: [], libraries: [] };

describe('the folders of a start', () => {
  it('are remembered when they were named on the command line, and keep the name a person gave them', async () => {
    const { folder, libraries } = await openStores();
    await rememberFolders(libraries, { ...nothing, folders: [folder] });
    await libraries.add([{ ...folder, name: 'Classics' }]);
    await rememberFolders(libraries, { ...nothing, folders: [folder] });
    expect(await libraries.all()).toMatchObject([
      { ...folder, name: 'Classics', source: 'person' },
    ]);
    await rememberFolders(libraries, nothing);
    expect(await libraries.all()).toHaveLength(1);
  });

  it('are those of the settings file only as long as they are in it', async () => {
    const { folder, libraries } = await openStores();
    await rememberFolders(libraries, { folders: [folder], libraries: [folder] });
    expect(await libraries.all()).toMatchObject([{ path: folder.path, source: 'config' }]);
    await rememberFolders(libraries, nothing);
    expect(await libraries.all()).toEqual([]);
  });

  it('are refused when they are absent, all in one message, and nothing is remembered', async () => {
    const { root, folder, libraries } = await openStores();
    const absent = { path: join(root, 'absent'), name: 'absent' };
    await expect(
      rememberFolders(libraries, {
        folders: [absent, folder],
        libraries: [{ ...absent, path: '/nowhere/else' }],
      }),
    ).rejects.toThrow(
      /absent does not exist\..*\n.*\/nowhere\/else does not exist\. Change "libraries"/,
    );
    expect(await libraries.all()).toEqual([]);
  });

  it('may be absent when the settings file names them and videos of theirs are known: the disk is unplugged', async () => {
    const { folder, libraries, catalogue } = await openStores();
    await rememberFolders(libraries, { ...nothing, libraries: [folder] });
    await seeFile(catalogue, join(folder.path, 'a.mp4'));
    await rm(folder.path, { recursive: true });
    expect(await rememberFolders(libraries, { ...nothing, libraries: [folder] })).toEqual([
      `The folder ${folder.path} does not exist: its videos are hidden.`,
    ]);
    await expect(rememberFolders(libraries, { ...nothing, folders: [folder] })).rejects.toThrow(
      'does not exist',
    );
    expect(await libraries.all()).toHaveLength(1);
  });
});
