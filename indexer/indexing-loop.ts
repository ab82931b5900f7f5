// Keeps reading pending files until the program ends: claims a few ahead, reads them side by side, stores them in batches.

import { opendir, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import PQueue from 'p-queue';
import { CatalogueError } from '../core/catalogue/catalogue-failure.ts';
import type { ClaimedFile, IndexingStore } from '../core/catalogue/indexing-store.ts';
import type { IndexedFile } from '../core/catalogue/save-file.ts';
import type { ScanStore } from '../core/catalogue/scan-store.ts';
import {
  AppError,
  describeError,
  errorFields,
  ProbeError,
  systemErrorCode,
} from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { toFsPath } from '../core/path-bytes.ts';
import { restAfterLookMs } from '../core/rest-after-look.ts';
import type { FolderSidecarCache } from './parse/sidecar/read-sidecars.ts';

/** A file fails for good after this many attempts, until it changes or a person retries it. */
const FILE_ATTEMPTS = 3;
/** A disk that stutters gets this long, and four times as long the next time. */
const RETRY_AFTER_MS = 2000;
/** Between looks for pending files. Those of a drive that is not there may be many, and are passed by at each look. */
const REST = { leastMs: 250, mostMs: 1000 };
/** Files claimed at once; all of them are stored in one transaction. */
const BATCH_FILES = 100;

/** What the loop works with. */
export interface IndexingLoopParts {
  readonly indexing: IndexingStore;
  readonly scans: ScanStore;
  readonly log: Log;
  /** Names this process in leases. */
  readonly holder: string;
  /** Files read at the same time. */
  readonly concurrency: number;
  readonly indexFile: (
    file: ClaimedFile,
    options: { readonly folderCache: FolderSidecarCache; readonly signal: AbortSignal },
  ) => Promise<IndexedFile>;
}

/** Reads pending files until `signal` is aborted; resolves then, with nothing left claimed. */
export async function runIndexingLoop(
  parts: IndexingLoopParts,
  signal: AbortSignal,
): Promise<void> {
  const { indexing, holder, log } = parts;
  const isEnding = () => signal.aborted;
  let hasFailed = false;
  while (!isEnding()) {
    try {
      // Nobody else takes what this process holds, and its leases are renewed for ever.
      if (hasFailed) await indexing.releaseAll(holder);
      hasFailed = false;
      const startMs = performance.now();
      const batch = await indexing.claim(holder, BATCH_FILES);
      const restMs = restAfterLookMs(performance.now() - startMs, REST);
      if (batch.length === 0) await delay(restMs, undefined, { signal });
      else await readBatch(batch, parts, signal);
    } catch (error) {
      if (isEnding()) return;
      hasFailed = true;
      log.error(errorFields(error), 'indexing failed; it goes on in a moment');
      await delay(REST.mostMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function readBatch(
  batch: readonly ClaimedFile[],
  parts: IndexingLoopParts,
  signal: AbortSignal,
): Promise<void> {
  const { indexing, holder, concurrency } = parts;
  const folderCache: FolderSidecarCache = new Map();
  const queue = new PQueue({ concurrency });
  const read: IndexedFile[] = [];
  const unread: string[] = [];
  const readOne = async (file: ClaimedFile) => {
    try {
      signal.throwIfAborted();
      read.push(await parts.indexFile(file, { folderCache, signal }));
      parts.log.debug({ path: file.path }, 'file read');
    } catch (error) {
      // The catalogue's failure is not the file's.
      if (signal.aborted || error instanceof CatalogueError) unread.push(file.path);
      else await noteFailure(file, error, parts);
    }
  };
  const outcomes = await Promise.allSettled(batch.map((file) => queue.add(() => readOne(file))));
  await indexing.save(holder, read);
  await indexing.release(holder, unread);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

async function noteFailure(
  file: ClaimedFile,
  error: unknown,
  parts: IndexingLoopParts,
): Promise<void> {
  const { indexing, scans, holder, log } = parts;
  const { path, root } = file;
  if (error instanceof AppError && error.code === 'file_changed') {
    await indexing.defer(holder, path);
    return;
  }
  if (!(await canBeListed(root)) || !(await isThere(path))) {
    // Moved, deleted, or on a drive that was unplugged: a walk of the whole library tells which.
    await scans.request({ requestedBy: 'watcher', mode: 'new', folder: root });
    await indexing.defer(holder, path);
    return;
  }
  const isUntried = error instanceof AppError && error.code === 'ffprobe_missing';
  const attempts = isUntried ? 0 : file.attempts + 1;
  const isFinal = isUntried || error instanceof ProbeError || attempts >= FILE_ATTEMPTS;
  const retryAfterMs = isFinal ? undefined : RETRY_AFTER_MS * 4 ** file.attempts;
  log.warn({ path, isFinal, reason: describeError(error) }, 'file not read');
  await indexing.fail(holder, path, { error: describeError(error), attempts, retryAfterMs });
}

async function canBeListed(folder: string): Promise<boolean> {
  try {
    await (await opendir(toFsPath(folder))).close();
    return true;
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return false;
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(toFsPath(path));
    return true;
  } catch (error) {
    const code = systemErrorCode(error);
    return code !== 'ENOENT' && code !== 'ENOTDIR';
  }
}
