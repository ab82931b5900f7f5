// Puts a video file into a catalogue, as a scan would.

import { dirname } from 'node:path';
import { IndexingStore } from '../../core/catalogue/indexing-store.ts';
import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { WalkStore } from '../../core/catalogue/walk-store.ts';
import { madeUpFile } from './made-up-video.ts';

/** Makes the file at `path` known under `hash`, with its folder as its library; its poster is queued, as after a scan. */
export async function addKnownVideo(
  catalogue: Catalogue,
  path: string,
  hash: string,
): Promise<void> {
  const scope = { scanId: 1, root: dirname(path), collection: 'Test', isFull: false };
  await new WalkStore(catalogue).recordSeen(scope, [{ path, sizeBytes: 1, mtimeMs: 1 }]);
  const indexing = new IndexingStore(catalogue);
  await indexing.claim('test', 1000);
  await indexing.save('test', [madeUpFile(path, { hash })]);
}
