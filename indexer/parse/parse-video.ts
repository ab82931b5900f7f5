// Everything that is told of one video, from its path, its sidecars and its container's tags. Reads no file.

import { posix } from 'node:path';
import { readContainerFields, type ContainerTags } from './container/container-fields.ts';
import { mergeMetadata, type VideoMetadata } from './merge-metadata.ts';
import type { NameRules } from './name/name-rules.ts';
import { parseName } from './name/parse-name.ts';
import type { SidecarContent } from './sidecar/parse-sidecar.ts';
import { readPathFields, readPathWords } from './folder/path-fields.ts';
import { toReadablePath } from './name/readable-path.ts';

/** What {@link parseVideo} reads. */
export interface VideoSources {
  /** The path below the library root, `/` between its parts, with the extension, as `fromFsName` writes it. */
  readonly relativePath: string;
  readonly rules: Pick<NameRules, 'templates' | 'folders'>;
  /** What `readSidecars` found. */
  readonly sidecar?: Pick<SidecarContent, 'fields' | 'metadata'>;
  readonly containerTags?: ContainerTags;
}

/** Reads and merges all that is told of a video; see `mergeMetadata` for who wins. Never throws. */
export function parseVideo(sources: VideoSources): VideoMetadata {
  const { rules, sidecar, containerTags } = sources;
  const path = toReadablePath(sources.relativePath);
  const merged = mergeMetadata({
    sidecar: sidecar?.fields ?? {},
    filename: parseName(posix.parse(path).name, rules.templates).fields,
    path: readPathFields(path, rules.folders),
    container: readContainerFields(containerTags ?? {}),
  });
  return {
    ...merged,
    metadata: sidecar?.metadata ?? {},
    pathWords: readPathWords(path),
  };
}
