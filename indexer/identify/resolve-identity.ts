// Who a file is: a video of its own, a copy of one, a moved one, or one that only shares another's short hash.

import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { GoneStore } from '../../core/catalogue/gone-store.ts';
import type { HashHolder, IndexingStore } from '../../core/catalogue/indexing-store.ts';
import { systemErrorCode } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { toFsPath } from '../../core/path-bytes.ts';
import { hashWholeFile } from './hash-whole-file.ts';
import type { FileIdentity } from './identify-file.ts';
import type { Identifier } from './identifier.ts';

/** What identities are resolved with. */
export interface IdentityParts {
  readonly identifier: Identifier;
  readonly indexing: IndexingStore;
  readonly gone: GoneStore;
  /** Where copies and collisions are noted, with both paths. */
  readonly collisions: Log;
}

/** A file, and who it was when it was identified last. */
export interface IdentifiedBefore {
  readonly path: string;
  readonly hash: string | null;
  /** Known when the file takes its hash from it, because its short hash is another's. */
  readonly fullHash: string | null;
}

/** Who a file is. */
export interface ResolvedIdentity extends FileIdentity {
  /** SHA-256 of the whole file, when another file has the same short hash. */
  readonly fullHash: string | undefined;
}

/**
 * Identifies a file. A file that only shares the short hash of another takes the first 16 digits of its whole hash
 * instead, and keeps them as long as its content is the same; a copy shares the video of the other. A file that is at its
 * old place no more has moved: it is noted as missing there.
 *
 * @throws as `Identifier.identify` does.
 */
export async function resolveIdentity(
  file: IdentifiedBefore,
  parts: IdentityParts,
  signal: AbortSignal,
): Promise<ResolvedIdentity> {
  const { path } = file;
  const identity = await parts.identifier.identify(path, { signal });
  if (file.hash !== null && file.fullHash !== null) {
    const fullHash = await hashWholeFile(path, { signal });
    if (fullHash === file.fullHash) return { ...identity, hash: file.hash, fullHash };
  }
  const known = await parts.indexing.holdersOf(identity.hash, path);
  const holders = await trueHolders(identity.hash, known, parts, signal);
  if (holders.length === 0) return { ...identity, fullHash: undefined };
  const fullHash = await hashWholeFile(path, { signal });
  const hash = await compareWhole({ path, hash: identity.hash, fullHash }, holders, parts, signal);
  return { ...identity, hash, fullHash };
}

/**
 * The holders whose content can be compared with. Those that are gone have moved, which does not make them forgotten where
 * their whole hash is known; those that changed are identified anew.
 */
async function trueHolders(
  hash: string,
  holders: readonly HashHolder[],
  { gone, identifier, indexing }: IdentityParts,
  signal: AbortSignal,
): Promise<readonly HashHolder[]> {
  const found: HashHolder[] = [];
  for (const holder of holders) {
    const { path, standing, sizeBytes, mtimeMs } = holder;
    const isThere = standing === 'known' || standing === 'waiting';
    const stats = isThere ? await readStats(path) : undefined;
    if (stats === undefined) {
      if (standing !== 'missing') await gone.markMoved(path);
      if (holder.fullHash !== undefined) found.push({ ...holder, standing: 'missing' });
    } else if (standing === 'waiting') {
      if ((await identifier.identify(path, { signal })).hash === hash) found.push(holder);
    } else if (stats.size === sizeBytes && Math.floor(stats.mtimeMs) === mtimeMs) {
      found.push(holder);
    } else {
      await indexing.identifyAgain(path);
    }
  }
  return found;
}

/** Undefined where there is no file. */
async function readStats(path: string): Promise<Stats | undefined> {
  try {
    return await stat(toFsPath(path));
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** The hash that the file takes: the short one, or the beginning of its whole one where another's content has it. */
async function compareWhole(
  file: { readonly path: string; readonly hash: string; readonly fullHash: string },
  holders: readonly HashHolder[],
  { indexing, collisions }: IdentityParts,
  signal: AbortSignal,
): Promise<string> {
  const { path, hash, fullHash } = file;
  const newHash = fullHash.slice(0, 16);
  let isCopy = false;
  for (const holder of holders) {
    const paths = [holder.path, path];
    const holderHash = holder.fullHash ?? (await hashWholeFile(holder.path, { signal }));
    if (holder.fullHash === undefined) await indexing.saveFullHash(holder.path, holderHash);
    if (holderHash !== fullHash) {
      collisions.warn({ hash, newHash, paths }, 'two videos with one short hash');
      continue;
    }
    isCopy = true;
    if (holder.standing !== 'missing') collisions.info({ hash, paths }, 'copies of one video');
  }
  return isCopy ? hash : newHash;
}
