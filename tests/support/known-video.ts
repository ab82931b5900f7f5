// Puts a video file into a catalogue, as a scan would.

import { dirname } from 'node:path';
import { FolderStore } from '../../core/catalogue/folder-store.ts';
import { IndexingStore } from '../../core/catalogue/indexing-store.ts';
import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { madeUpFile } from './made-up-video.ts';

/** Makes the file at `path` known under `hash`, with its folder as its library; its poster is queued, as after a scan. */
export async function addKnownVideo(
  catalogue: Catalogue,
  path: string,
  hash: string,
): Promise<void> {
  await seeFile(catalogue, path);
  const indexing = new IndexingStore(catalogue);
  await indexing.claim('test', 1000);
  await indexing.save('test', [madeUpFile(path, { hash })]);
}

/** Makes the file at `path` known and pending, as a look at its folder, which holds nothing else, would. */
export async function seeFile(catalogue: Catalogue, path: string): Promise<void> {
  const root = dirname(path);
  const file = { path, sizeBytes: 1, mtimeMs: 1, companions: 0 };
  await new FolderStore(catalogue).recordFolders({ root, collection: 'Test' }, [
    { path: root, files: [file], unreadable: [], seenMs: 0 },
  ]);
}
