// Keeps one library up to date: watches it where it can be watched, and has it rescanned now and then where not.

import { setTimeout as delay } from 'node:timers/promises';
import { isInTreeOf } from '../../core/catalogue/folder-tree.ts';
import type { LibraryFolder } from '../../core/catalogue/library-store.ts';
import { AppError, systemErrorCode } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { createWalkFilter, type WalkRules } from '../scan/walk-rules.ts';
import { ChangeFollower, type ChangeFollowerOptions } from './change-follower.ts';
import { isSameSituation, readSituation, type Situation } from './situation.ts';
import { describeExhaustion } from './watch-limits.ts';
import { obstacleTo, watchingExcept, watchingFailed, type WatchStatus } from './watch-status.ts';
import { isExhaustion } from './watched-tree.ts';

/** How often it is looked whether the folder is still there, or there again. */
const CHECK_MS = 3000;
const RETRY_MS = 5000;

/** What watching a library works with. */
export interface WatchLibraryParts extends Pick<ChangeFollowerOptions, 'look'> {
  readonly library: LibraryFolder;
  readonly rules: WalkRules;
  /** Asks for a scan of the whole library. */
  readonly rescan: () => Promise<unknown>;
  readonly setStatus: (status: WatchStatus) => Promise<void>;
  readonly pollMinutes: number;
  readonly log: Log;
}

/** Keeps the library up to date until `signal` is aborted, and resolves then. Whatever fails is begun anew. */
export async function watchLibrary(parts: WatchLibraryParts, signal: AbortSignal): Promise<void> {
  const isEnding = () => signal.aborted;
  while (!isEnding()) {
    const situation = await readSituation(parts.library.path);
    const changed = new AbortController();
    const until = AbortSignal.any([signal, changed.signal]);
    const check = waitForChange(situation, parts.library, until).then(() => changed.abort());
    try {
      await keepUp(situation, parts, until);
    } catch (error) {
      if (!until.aborted) await recover(error, parts, until);
    }
    changed.abort();
    await check;
  }
}

/** Resolves when the situation is another one, or `until` is aborted. */
async function waitForChange(
  situation: Situation,
  { path }: LibraryFolder,
  until: AbortSignal,
): Promise<void> {
  do await delay(CHECK_MS, undefined, { signal: until }).catch(() => undefined);
  while (!until.aborted && isSameSituation(situation, await readSituation(path)));
}

async function recover(error: unknown, parts: WatchLibraryParts, until: AbortSignal) {
  const isOffline = error instanceof AppError && error.code === 'library_offline';
  if (isOffline) parts.log.warn(error.message);
  else parts.log.error({ err: error }, 'watching failed; it begins anew');
  await delay(RETRY_MS, undefined, { signal: until }).catch(() => undefined);
}

/** Rejects when the library has to be taken up anew, or resolves when so much happened that it is to be. */
async function keepUp(
  situation: Situation,
  parts: WatchLibraryParts,
  until: AbortSignal,
): Promise<void> {
  const obstacle = obstacleTo(situation, parts.pollMinutes);
  if (obstacle !== undefined) await poll(obstacle, parts, until);
  const follower = createFollower(situation, parts);
  until.addEventListener('abort', () => follower.close(), { once: true });
  try {
    await follow(follower, parts, until);
  } catch (error) {
    if (!isExhaustion(error)) throw error;
    const folders = follower.size;
    follower.close();
    const remedy = describeExhaustion(systemErrorCode(error) ?? '', situation.limits, folders);
    await poll(watchingFailed(remedy, parts.pollMinutes), parts, until);
  } finally {
    follower.close();
  }
}

function createFollower(situation: Situation, parts: WatchLibraryParts): ChangeFollower {
  const { library, rules, look, pollMinutes, log } = parts;
  return new ChangeFollower({
    root: library.path,
    filter: createWalkFilter(library.path, rules),
    isRemote: (realPath) => situation.remotePaths.some((remote) => isInTreeOf(remote, realPath)),
    look,
    pollMs: pollMinutes * 60_000,
    log,
  });
}

async function follow(
  follower: ChangeFollower,
  { library, rescan, setStatus, pollMinutes, log }: WatchLibraryParts,
  until: AbortSignal,
): Promise<void> {
  const startMs = performance.now();
  await setStatus({ state: 'starting', message: null });
  await follower.start();
  until.throwIfAborted();
  const { size: folders, unwatchable } = follower;
  if (folders + unwatchable.length === 0)
    throw new AppError('library_offline', `The library folder ${library.path} cannot be watched.`);
  const status = watchingExcept(unwatchable, pollMinutes);
  log.info({ folders, durationMs: Math.round(performance.now() - startMs) }, 'watching');
  if (status.message !== null) log.warn(status.message);
  await setStatus(status);
  // What changed before the folders were watched.
  await rescan();
  await follower.follow(until);
}

/** Rejects when `until` is aborted. */
async function poll(
  status: WatchStatus,
  { rescan, setStatus, pollMinutes, log }: WatchLibraryParts,
  until: AbortSignal,
): Promise<never> {
  log.warn({ state: status.state }, status.message ?? '');
  await setStatus(status);
  for (;;) {
    await rescan();
    await delay(pollMinutes * 60_000, undefined, { signal: until });
  }
}
