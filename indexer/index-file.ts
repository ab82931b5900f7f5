// Everything that is learnt of one file: identity, media information, names and sidecars, terms. Stores nothing.

import { relative } from 'node:path';
import type { ClaimedFile, IndexedFile } from '../core/catalogue/indexing-store.ts';
import type { Log } from '../core/log.ts';
import { serializeTermCounts } from '../core/similarity/term-counts.ts';
import { countTerms, tokenizerVersion } from '../core/similarity/tokenizer.ts';
import { resolveIdentity, type IdentityParts } from './identify/resolve-identity.ts';
import type { Template } from './parse/compile-template.ts';
import { parseVideo } from './parse/parse-video.ts';
import { readSidecars, type FolderSidecarCache } from './parse/read-sidecars.ts';
import { playability } from './probe/playability.ts';
import type { Prober } from './probe/create-probe.ts';

/** What files are read with. */
export interface FileReading extends IdentityParts {
  readonly prober: Prober;
  readonly templates: readonly Template[];
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
  const { hash, fullHash, sizeBytes, mtimeMs } = await resolveIdentity(path, reading, signal);
  const probe = await reading.prober.probe(path, { signal });
  const sidecars = await readSidecars(path, root, { signal, folderCache });
  for (const warning of sidecars.warnings) reading.log.warn({ path }, warning);
  const told = parseVideo({
    relativePath: relative(root, path),
    templates: reading.templates,
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
