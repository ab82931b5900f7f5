// Gathers the sidecars of a video, beside it and up the tree. Reading one file is the business of `readSidecarFiles`.

import { dirname, resolve } from 'node:path';
import { defaultExtensions } from '../../../core/config-schema.ts';
import { countVideos } from './count-videos.ts';
import type { SidecarContent } from './parse-sidecar.ts';
import { pickFields } from '../pick-fields.ts';
import {
  readSidecarFiles,
  type FoundSidecar,
  type SidecarFile,
  type SidecarPlace,
} from './read-sidecar-file.ts';
import { besidePaths, folderPaths, foldersUpTo, type SidecarPath } from './sidecar-paths.ts';

/** What all the sidecars of a video say together; each warning begins with the path of its file. */
export interface Sidecars extends SidecarContent {
  readonly files: readonly SidecarFile[];
}

/** Of a video that has none. */
export const noSidecars: Sidecars = { fields: {}, metadata: {}, warnings: [], files: [] };

/**
 * The sidecars of the folders already read, by folder, and each `movie.nfo` by its path. Give the same new Map to all
 * calls of one pass over one library, and another to the next pass: it does not notice changes.
 */
export type FolderSidecarCache = Map<string, Promise<readonly FoundSidecar[]>>;

/** How sidecars are read. */
export interface ReadSidecarsOptions {
  readonly signal?: AbortSignal;
  /** @default none: each call reads the folders anew */
  readonly folderCache?: FolderSidecarCache;
  /** Endings of the files that are videos, without the dot. @default defaultExtensions */
  readonly extensions?: readonly string[];
}

/** What `read` gives for `path`, read once a cache. */
async function readOnce(
  path: string,
  cache: FolderSidecarCache,
  read: () => Promise<readonly FoundSidecar[]>,
): Promise<readonly FoundSidecar[]> {
  const reading = cache.get(path) ?? read();
  cache.set(path, reading);
  try {
    return await reading;
  } catch (error) {
    // A cancelled reading says nothing about the folder.
    cache.delete(path);
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

/** A `movie.nfo` speaks of the one video that lies beside it; beside several it would speak of the wrong ones. */
async function readMovieNfo(
  sidecar: SidecarPath,
  place: SidecarPlace,
  extensions: readonly string[],
): Promise<readonly FoundSidecar[]> {
  const found = await readSidecarFiles([sidecar], place);
  if (found.length === 0) return [];
  const videoCount = await countVideos(dirname(sidecar.path), extensions);
  return videoCount === 1 ? found : [];
}

/**
 * Reads `NAME.ext.json`, `NAME.json`, `NAME.nfo` and `NAME.info.json` beside a video, `movie.nfo` beside one that lies
 * alone, and `reeldex.json`, `folder.json` and `tvshow.nfo` in its folder and in those above it up to the library root.
 * The earlier in this order wins, field by field and key by key; tags add up. A file that is not there is no matter; one
 * that cannot be used is a warning.
 *
 * @param videoPath below `rootPath`, both as `fromFsName` writes paths
 * @throws what `signal` was aborted with; nothing else.
 */
export async function readSidecars(
  videoPath: string,
  rootPath: string,
  options: ReadSidecarsOptions = {},
): Promise<Sidecars> {
  const { signal, folderCache: cache = new Map<string, Promise<readonly FoundSidecar[]>>() } =
    options;
  const { extensions = defaultExtensions } = options;
  const place = { rootPath: resolve(rootPath), signal };
  const path = resolve(videoPath);
  const beside = besidePaths(path);
  const own = beside.filter(({ kind }) => kind !== 'movieNfo');
  const found = [...(await readSidecarFiles(own, place))];
  for (const sidecar of beside.filter(({ kind }) => kind === 'movieNfo')) {
    const read = () => readMovieNfo(sidecar, place, extensions);
    found.push(...(await readOnce(sidecar.path, cache, read)));
  }
  for (const folder of foldersUpTo(place.rootPath, path)) {
    const read = () => readSidecarFiles(folderPaths(folder), place);
    found.push(...(await readOnce(folder, cache, read)));
  }
  return join(found);
}
