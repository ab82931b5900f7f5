// The walk of one library folder as batches of files. Owns the thread it runs in; see walk-folders.ts for the walk.

import { AppError } from '../../core/errors.ts';
import { AskedPeer } from '../peer/asked-peer.ts';
import { startThread } from '../peer/start-thread.ts';
import type { WalkedFile, WalkFoldersOptions, WalkProblem } from './walk-folders.ts';
import type { WalkRules } from './walk-rules.ts';
import type { WalkAnswer } from './walk-thread.ts';

const DEFAULT_BATCH_SIZE = 500;

/** How a library is walked. */
export interface WalkOptions extends WalkRules {
  readonly signal?: AbortSignal;
  /** Files in a batch at most. @default 500 */
  readonly batchSize?: number;
  /**
   * Told of each folder or file that is there but cannot be looked at. Files that were known below it are not to be
   * taken for deleted.
   */
  readonly onProblem?: (problem: WalkProblem) => void;
}

/**
 * Yields the video files below a library folder; batches are never empty. While one is worked on, the next is read.
 *
 * The walk runs in a thread with synchronous calls, because asynchronous ones cost three times as much, and because a
 * network drive that hangs then hangs only the thread.
 *
 * @throws AppError `library_offline` where the root is absent, no folder, unreadable, or goes away during the walk.
 */
export async function* walkLibrary(
  root: string,
  options: WalkOptions,
): AsyncGenerator<readonly WalkedFile[], void, void> {
  const { extensions, exclude, signal, batchSize = DEFAULT_BATCH_SIZE, onProblem } = options;
  const question: WalkFoldersOptions = { root, extensions, exclude, batchSize };
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
      for (const problem of answer.batch.problems) onProblem?.(problem);
      if (answer.batch.files.length > 0) yield answer.batch.files;
    }
  } finally {
    await thread.end();
  }
}
