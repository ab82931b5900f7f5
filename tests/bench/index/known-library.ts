// A library of tiny files that the catalogue knows all of, as after a long scan.

import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FolderStore } from '../../../core/catalogue/folder-store.ts';
import { GoneStore } from '../../../core/catalogue/gone-store.ts';
import { IndexingStore } from '../../../core/catalogue/indexing-store.ts';
import { LibraryStore } from '../../../core/catalogue/library-store.ts';
import type { Catalogue } from '../../../core/catalogue/open-catalogue.ts';
import { ScanStore } from '../../../core/catalogue/scan-store.ts';
import { lookAtFolders } from '../../../indexer/scan/look-at-folders.ts';
import type { ScanParts } from '../../../indexer/scan/run-scan.ts';
import { pino } from 'pino';
import { openMadeUpCatalogue } from './made-up-catalogue.ts';

const FILES_A_FOLDER = 100;
/** What was written just now may still be growing, and would be looked at again. */
const LONG_AGO_S = 1_600_000_000;

/** Whoever makes it destroys the catalogue. */
export interface KnownLibrary {
  readonly root: string;
  readonly dataDir: string;
  readonly catalogue: Catalogue;
  /** What a scan works with. */
  readonly parts: ScanParts;
}

/** Makes the files, 100 a folder, and a catalogue in which each of them is read and none published. */
export async function makeKnownLibrary(folder: string, files: number): Promise<KnownLibrary> {
  const root = join(folder, 'library');
  const dataDir = join(folder, 'data');
  for (let number = 0; number < files; number += 1) putFile(root, number);
  const catalogue = await openMadeUpCatalogue(dataDir, files);
  const parts = scanParts(catalogue);
  await parts.libraries.add([{ path: root, name: 'library' }]);
  const { signal } = new AbortController();
  await Array.fromAsync(lookAtFolders({ path: root, name: 'library' }, parts, { signal }));
  await giveContents(catalogue);
  return { root, dataDir, catalogue, parts };
}

function putFile(root: string, number: number): void {
  const folder = join(root, `folder ${Math.floor(number / FILES_A_FOLDER)}`);
  if (number % FILES_A_FOLDER === 0) mkdirSync(folder, { recursive: true });
  const path = join(folder, `a film of some year ${number}.mp4`);
  writeFileSync(path, `film ${number} `.repeat(20));
  utimesSync(path, LONG_AGO_S, LONG_AGO_S);
}

function scanParts(catalogue: Catalogue): ScanParts {
  return {
    folders: new FolderStore(catalogue),
    gone: new GoneStore(catalogue),
    indexing: new IndexingStore(catalogue),
    libraries: new LibraryStore(catalogue),
    scans: new ScanStore(catalogue),
    log: pino({ enabled: false }),
    extensions: ['.mp4'],
    exclude: [],
  };
}

/** Each file gets one of the videos, as if it had been read. */
async function giveContents(catalogue: Catalogue): Promise<void> {
  const paths = await catalogue.selectFrom('files').select('path').execute();
  const videos = await catalogue.selectFrom('videos').select('hash').execute();
  await catalogue.transaction().execute(async (transaction) => {
    for (const [index, { path }] of paths.entries()) {
      await transaction
        .updateTable('files')
        .set({ state: 'ready', hash: videos[index]?.hash ?? null })
        .where('path', '=', path)
        .execute();
    }
  });
}
