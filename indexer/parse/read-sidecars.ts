// Gathers the sidecars of a video, beside it and up the tree. Reading one file is the business of `readSidecarFiles`.

import { resolve } from 'node:path';
import type { SidecarContent } from './parse-sidecar.ts';
import { pickFields } from './pick-fields.ts';
import {
  readSidecarFiles,
  type FoundSidecar,
  type SidecarFile,
  type SidecarPlace,
} from './read-sidecar-file.ts';
import { besidePaths, folderPaths, foldersUpTo } from './sidecar-paths.ts';

/** What all the sidecars of a video say together; each warning begins with the path of its file. */
export interface Sidecars extends SidecarContent {
  readonly files: readonly SidecarFile[];
}

/**
 * The sidecars of the folders already read, by folder. Give the same new Map to all calls of one pass over one library,
 * and another to the next pass: it does not notice changes.
 */
export type FolderSidecarCache = Map<string, Promise<readonly FoundSidecar[]>>;

/** How sidecars are read. */
export interface ReadSidecarsOptions {
  readonly signal?: AbortSignal;
  /** @default none: each call reads the folders anew */
  readonly folderCache?: FolderSidecarCache;
}

async function readFolder(
  folder: string,
  place: SidecarPlace,
  cache: FolderSidecarCache,
): Promise<readonly FoundSidecar[]> {
  const reading = cache.get(folder) ?? readSidecarFiles(folderPaths(folder), place);
  cache.set(folder, reading);
  try {
    return await reading;
  } catch (error) {
    // A cancelled reading says nothing about the folder.
    cache.delete(folder);
    throw error;
  }
}

/** Joins what was found, strongest first. */
function join(found: readonly FoundSidecar[]): Sidecars {
  const said = found.map(({ content }) => content);
  const sources = said.map(({ fields }) => ({ source: 'sidecar' as const, fields }));
  const metadata = said.toReversed().flatMap((content) => Object.entries(content.metadata));
  return {
    fields: pickFields(sources).fields,
    metadata: Object.fromEntries(metadata),
    warnings: said.flatMap(({ warnings }) => warnings),
    files: found.flatMap(({ file }) => file ?? []),
  };
}

/**
 * Reads `NAME.ext.json`, `NAME.json` and `NAME.info.json` beside a video, and `reeldex.json` and `folder.json` in its
 * folder and in those above it up to the library root. The earlier in this order wins, field by field and key by key;
 * tags add up. A file that is not there is no matter; one that cannot be used is a warning.
 *
 * @param videoPath below `rootPath`, both as `fromFsName` writes paths
 * @throws what `signal` was aborted with; nothing else.
 */
export async function readSidecars(
  videoPath: string,
  rootPath: string,
  options: ReadSidecarsOptions = {},
): Promise<Sidecars> {
  const { signal, folderCache = new Map<string, Promise<readonly FoundSidecar[]>>() } = options;
  const place = { rootPath: resolve(rootPath), signal };
  const path = resolve(videoPath);
  const found = [...(await readSidecarFiles(besidePaths(path), place))];
  for (const folder of foldersUpTo(place.rootPath, path)) {
    found.push(...(await readFolder(folder, place, folderCache)));
  }
  return join(found);
}
