// The walk of one library folder as batches of folders. Owns the thread it runs in; see walk-folders.ts for the walk.

import { setImmediate as breathe } from 'node:timers/promises';
import type { SeenFolder } from '../../core/catalogue/compare-folders.ts';
import type { FolderTarget } from '../../core/catalogue/folder-tree.ts';
import { AppError } from '../../core/errors.ts';
import { AskedPeer } from '../peer/asked-peer.ts';
import { startThread } from '../peer/start-thread.ts';
import { unpackFolder } from './packed-folder.ts';
import { walkFolders, type WalkBatch, type WalkFoldersOptions } from './walk-folders.ts';
import type { WalkProblem } from './walk-problem.ts';
import type { WalkRules } from './walk-rules.ts';
import type { WalkAnswer } from './walk-thread.ts';

const DEFAULT_BATCH_SIZE = 1000;

/** How a library is walked. */
export interface WalkOptions extends WalkRules {
  readonly signal?: AbortSignal;
  /** The folders to look at. @default the root with all that lies below it */
  readonly targets?: readonly FolderTarget[] | undefined;
  /** A batch ends with the folder that brings it to so many files. @default 1000 */
  readonly batchSize?: number;
  /**
   * Whether it runs in a thread of its own, whose start takes longer than the look at a few folders. Without one the disk
   * must be one that answers.
   *
   * @default true
   */
  readonly isInThread?: boolean | undefined;
  /**
   * Told of each folder or file that is there but cannot be looked at. Files that were known below it are not to be
   * taken for deleted.
   */
  readonly onProblem?: (problem: WalkProblem) => void;
}

/**
 * Yields the folders of a library that hold videos; batches are never empty. While one is worked on, the next is read.
 *
 * The walk runs in a thread with synchronous calls, because asynchronous ones cost three times as much, and because a
 * network drive that hangs then hangs only the thread.
 *
 * @throws AppError `library_offline` where the root is absent, no folder, unreadable, or goes away during the walk.
 */
export async function* walkLibrary(
  root: string,
  options: WalkOptions,
): AsyncGenerator<readonly SeenFolder[], void, void> {
  const { signal, onProblem, targets, batchSize = DEFAULT_BATCH_SIZE, isInThread = true } = options;
  const question: WalkFoldersOptions = {
    root,
    targets: targets ?? [{ path: root, isDeep: true }],
    extensions: options.extensions,
    exclude: options.exclude,
    nestedRoots: options.nestedRoots ?? [],
    batchSize,
  };
  const batches = isInThread ? walkInThread(question, signal) : walkHere(question, signal);
  for await (const { folders, problems } of batches) {
    for (const problem of problems) onProblem?.(problem);
    if (folders.length > 0) yield folders;
  }
}

async function* walkHere(
  question: WalkFoldersOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<WalkBatch, void, void> {
  for (const batch of walkFolders(question)) {
    yield batch;
    await breathe();
    signal?.throwIfAborted();
  }
}

async function* walkInThread(
  question: WalkFoldersOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<WalkBatch, void, void> {
  const module = new URL('./walk-thread.ts', import.meta.url);
  const thread = new AskedPeer(startThread<WalkFoldersOptions, WalkAnswer>(module));
  try {
    let next = thread.ask(question, { signal });
    for (;;) {
      const answer = await next;
      if (answer.kind === 'end') return;
      if (answer.kind === 'failed') throw new AppError(answer.code, answer.message);
      next = thread.ask(question, { signal });
      // Awaited when the consumer comes back, and perhaps never: a failure meanwhile is no unhandled one.
      next.catch(() => undefined);
      yield { folders: answer.folders.map(unpackFolder), problems: answer.problems };
    }
  } finally {
    await thread.end();
  }
}
