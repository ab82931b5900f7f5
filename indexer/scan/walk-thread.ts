// The thread in which one walk runs: it answers every message with the next batch. Started by walk.ts only.

import { parentPort } from 'node:worker_threads';
import { AppError } from '../../core/errors.ts';
import { packFolder, type PackedFolder } from './packed-folder.ts';
import { walkFolders, type WalkBatch, type WalkFoldersOptions } from './walk-folders.ts';
import type { WalkProblem } from './walk-problem.ts';

/** What the thread answers to each message; after `end` and `failed` it has nothing more to say. */
export type WalkAnswer =
  | {
      readonly kind: 'batch';
      readonly folders: readonly PackedFolder[];
      readonly problems: readonly WalkProblem[];
    }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

function nextAnswer(batches: Iterator<WalkBatch, void>): WalkAnswer {
  try {
    const { done, value } = batches.next();
    if (done) return { kind: 'end' };
    return { kind: 'batch', folders: value.folders.map(packFolder), problems: value.problems };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Errors lose their class on the way to another thread.
    return { kind: 'failed', code: error.code, message: error.message };
  }
}

if (parentPort) {
  const port = parentPort;
  let batches: Iterator<WalkBatch, void> | undefined;
  port.on('message', (options: WalkFoldersOptions) => {
    batches ??= walkFolders(options);
    port.postMessage(nextAnswer(batches));
  });
}
