// Tells copies from collisions: two files with the same short hash are compared whole before they count as one video.

import type { HashHolder, IndexingStore } from '../../core/catalogue/indexing-store.ts';
import type { WalkStore } from '../../core/catalogue/walk-store.ts';
import { systemErrorCode } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { hashWholeFile } from './hash-whole-file.ts';
import { identifyFile } from './identify-file.ts';

/** What identities are resolved with. */
export interface IdentityParts {
  readonly indexing: IndexingStore;
  readonly walks: WalkStore;
  /** Where copies and collisions are noted, with both paths. */
  readonly collisions: Log;
}

/** Who a file is. */
export interface ResolvedIdentity {
  readonly hash: string;
  /** SHA-256 of the whole file, when another file has or had the same short hash. */
  readonly fullHash: string | undefined;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

/**
 * Identifies a file. A file that only shares the short hash of another takes the first 16 digits of its whole hash
 * instead; a copy shares the video of the other.
 *
 * @throws as `identifyFile` does.
 */
export async function resolveIdentity(
  path: string,
  parts: IdentityParts,
  signal: AbortSignal,
): Promise<ResolvedIdentity> {
  const identity = await identifyFile(path, { signal });
  const holders = await parts.indexing.holdersOf(identity.hash, path);
  if (holders.length === 0) return { ...identity, fullHash: undefined };
  const fullHash = await hashWholeFile(path, { signal });
  let hash = identity.hash;
  for (const holder of holders) {
    const otherHash = await wholeHashOf(holder, parts, signal);
    if (otherHash === undefined) continue;
    const paths = [holder.path, path];
    if (otherHash === fullHash) {
      parts.collisions.info({ hash, paths }, 'copies of one video');
    } else {
      hash = fullHash.slice(0, 16);
      parts.collisions.warn(
        { hash: identity.hash, newHash: hash, paths },
        'two videos with one short hash',
      );
    }
  }
  return { ...identity, hash, fullHash };
}

/** Undefined when the other file is gone, as after a rename: it is then noted as missing. */
async function wholeHashOf(
  holder: HashHolder,
  parts: IdentityParts,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const fullHash = holder.fullHash ?? (await hashWholeFile(holder.path, { signal }));
    if (holder.fullHash === null) await parts.indexing.saveFullHash(holder.path, fullHash);
    return fullHash;
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    await parts.walks.markMissing([holder.path]);
    return undefined;
  }
}
