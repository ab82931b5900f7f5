// Everything that is learnt of one file: identity, media information, names and sidecars, terms. Stores nothing.

import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { SETTLE_MS } from '../core/catalogue/folder-store.ts';
import type { ClaimedFile } from '../core/catalogue/indexing-store.ts';
import type { IndexedFile } from '../core/catalogue/save-file.ts';
import { AppError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { toFsPath } from '../core/path-bytes.ts';
import { serializeTermCounts } from '../core/similarity/term-counts.ts';
import { countTerms, tokenizerVersion } from '../core/similarity/tokenizer.ts';
import {
  resolveIdentity,
  type IdentityParts,
  type ResolvedIdentity,
} from './identify/resolve-identity.ts';
import type { NameRules } from './parse/name/name-rules.ts';
import { parseVideo } from './parse/parse-video.ts';
import {
  noSidecars,
  readSidecars,
  type FolderSidecarCache,
} from './parse/sidecar/read-sidecars.ts';
import { playability } from './probe/playability.ts';
import type { Prober } from './probe/create-probe.ts';
import { NO_COMPANIONS } from './scan/companions.ts';

/** What files are read with. */
export interface FileReading extends IdentityParts {
  readonly prober: Prober;
  readonly rules: NameRules;
  readonly log: Log;
}

/**
 * Reads one claimed file. `folderCache` is shared by the files of one batch.
 *
 * @throws ProbeError when it is no video, AppError `file_changed` while it is being written, the system's errors, and the
 *   signal's reason.
 */
export async function indexFile(
  file: ClaimedFile,
  reading: FileReading,
  options: { readonly folderCache: FolderSidecarCache; readonly signal: AbortSignal },
): Promise<IndexedFile> {
  const { path, root, collection } = file;
  const { folderCache, signal } = options;
  const { hash, fullHash, sizeBytes, mtimeMs } = await whoIs(file, reading, signal);
  const probe = await reading.prober.probe(path, { signal });
  const { extensions } = reading.rules;
  const sidecars =
    file.companions === NO_COMPANIONS
      ? noSidecars
      : await readSidecars(path, root, { signal, folderCache, extensions });
  for (const warning of sidecars.warnings) reading.log.warn({ path }, warning);
  const told = parseVideo({
    relativePath: relative(root, path),
    rules: reading.rules,
    sidecar: sidecars,
    containerTags: probe.tags,
  });
  const { tags, ...media } = probe;
  const video = {
    ...told,
    ...media,
    hash,
    collection,
    sizeBytes,
    playability: playability(probe),
  };
  const terms = serializeTermCounts(countTerms(video));
  return { path, sizeBytes, mtimeMs, fullHash, video, terms: { tokenizerVersion, terms } };
}

/** A file that only has to be described again is who it was, provided that it did not change since. */
async function whoIs(
  file: ClaimedFile,
  reading: FileReading,
  signal: AbortSignal,
): Promise<ResolvedIdentity> {
  const { path, hash, fullHash } = file;
  const { size: sizeBytes, mtimeMs: exactMtimeMs } = await stat(toFsPath(path));
  const mtimeMs = Math.floor(exactMtimeMs);
  const isSame = sizeBytes === file.sizeBytes && mtimeMs === file.mtimeMs;
  if (!isSame && Math.abs(Date.now() - mtimeMs) < SETTLE_MS) {
    throw new AppError('file_changed', `${path} is still being written`);
  }
  if (file.todo === 'describe' && hash !== null && isSame) {
    return { hash, fullHash: fullHash ?? undefined, sizeBytes, mtimeMs };
  }
  return await resolveIdentity(file, reading, signal);
}
