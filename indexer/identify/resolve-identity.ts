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
  const holders = await presentHolders(known, parts);
  if (holders.length === 0) return { ...identity, fullHash: undefined };
  const fullHash = await hashWholeFile(path, { signal });
  const hash = await compareWhole({ path, hash: identity.hash, fullHash }, holders, parts, signal);
  return { ...identity, hash, fullHash };
}

/** The holders that are what they were. Those that are gone have moved; those that changed are identified anew. */
async function presentHolders(
  holders: readonly HashHolder[],
  { gone, indexing }: IdentityParts,
): Promise<readonly HashHolder[]> {
  const present: HashHolder[] = [];
  for (const holder of holders) {
    const stats = holder.isGone ? undefined : await readStats(holder.path);
    if (stats === undefined) await gone.markMissing([holder.path]);
    else if (stats.size === holder.sizeBytes && Math.floor(stats.mtimeMs) === holder.mtimeMs)
      present.push(holder);
    else await indexing.identifyAgain(holder.path);
  }
  return present;
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
  let resolved = hash;
  for (const holder of holders) {
    const paths = [holder.path, path];
    const holderHash = holder.fullHash ?? (await hashWholeFile(holder.path, { signal }));
    if (holder.fullHash === undefined) await indexing.saveFullHash(holder.path, holderHash);
    if (holderHash === fullHash) {
      collisions.info({ hash, paths }, 'copies of one video');
    } else {
      resolved = fullHash.slice(0, 16);
      collisions.warn({ hash, newHash: resolved, paths }, 'two videos with one short hash');
    }
  }
  return resolved;
}
