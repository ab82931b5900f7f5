// What decides whether a library folder can be watched: that it is there, on which drive, and what the system grants.

import { access, constants, realpath, stat } from 'node:fs/promises';
import { below } from '../../core/catalogue/folder-tree.ts';
import { systemErrorCode } from '../../core/errors.ts';
import { fromFsName, toFsPath } from '../../core/path-bytes.ts';
import { readKernelText } from './kernel-text.ts';
import { isRemote, mountOf, parseMountTable, type Mount } from './mount-table.ts';
import { readWatchLimits, type WatchLimits } from './watch-limits.ts';

/** How a library folder is placed. */
export interface Situation {
  /** Tells the folder from any other one that comes in its place, as when a drive is plugged in or out. */
  readonly rootId: string | undefined;
  /** The system's error code where the folder cannot be read. */
  readonly problem: string | undefined;
  /** The type of the file system that holds the folder, if it is one that tells nothing of what happens on it. */
  readonly remoteType: string | undefined;
  /** What is mounted below the folder. */
  readonly mountsInside: readonly Mount[];
  /** Where file systems that tell nothing are mounted, anywhere on this machine: a link may lead there. */
  readonly remotePaths: readonly string[];
  readonly limits: WatchLimits;
}

/** Reads the situation of the library folder `root`. Never rejects. */
export async function readSituation(root: string): Promise<Situation> {
  const mounts = parseMountTable(readKernelText('/proc/self/mountinfo') ?? '');
  const situation = {
    rootId: undefined,
    problem: undefined,
    remoteType: undefined,
    mountsInside: [],
    remotePaths: mounts.filter(isRemote).map(({ path }) => path),
    limits: readWatchLimits(),
  };
  try {
    const path = toFsPath(root);
    const realPath = fromFsName(await realpath(path, { encoding: 'buffer' }));
    const holder = mountOf(realPath, mounts);
    if (holder !== undefined && isRemote(holder)) return { ...situation, remoteType: holder.type };
    const { dev, ino } = await stat(path, { bigint: true });
    await access(path, constants.R_OK | constants.X_OK);
    return {
      ...situation,
      rootId: `${String(dev)}:${String(ino)}`,
      mountsInside: mounts.filter((mount) => mount.path.startsWith(below(realPath))),
    };
  } catch (error) {
    return { ...situation, problem: systemErrorCode(error) ?? 'unknown' };
  }
}

/** Whether a library that was taken up in one situation can go on like that in the other. */
export function isSameSituation(one: Situation, other: Situation): boolean {
  const decisive = ({ rootId, problem, remoteType, mountsInside, limits }: Situation) =>
    JSON.stringify([rootId, problem, remoteType, mountsInside, limits]);
  return decisive(one) === decisive(other);
}
