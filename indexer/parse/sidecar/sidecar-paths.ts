// Where the sidecars of a video can lie. Pure: looks at paths, not at the disk.

import { dirname, join, parse } from 'node:path';
import { isInTreeOf } from '../../../core/catalogue/folder-tree.ts';
import type { SidecarKind } from './parse-sidecar.ts';

/** A file that may be there. */
export interface SidecarPath {
  readonly path: string;
  readonly kind: SidecarKind;
}

/** The files beside a video that speak of it alone, strongest first; a `movieNfo` only where no other video lies. */
export function besidePaths(videoPath: string): readonly SidecarPath[] {
  const { dir, name } = parse(videoPath);
  return [
    { path: `${videoPath}.json`, kind: 'video' },
    { path: join(dir, `${name}.json`), kind: 'video' },
    { path: join(dir, `${name}.nfo`), kind: 'nfo' },
    { path: join(dir, `${name}.info.json`), kind: 'ytDlpInfo' },
    ...(name === 'movie' ? [] : [{ path: join(dir, 'movie.nfo'), kind: 'movieNfo' as const }]),
  ];
}

/** The files in a folder that speak of all videos in and below it, strongest first. */
export function folderPaths(folder: string): readonly SidecarPath[] {
  return [
    { path: join(folder, 'reeldex.json'), kind: 'folder' },
    { path: join(folder, 'folder.json'), kind: 'folder' },
    { path: join(folder, 'tvshow.nfo'), kind: 'showNfo' },
  ];
}

/** The video's folder and those above it up to the root, nearest first; none when it is not below the root. */
export function foldersUpTo(rootPath: string, videoPath: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(videoPath); isInTreeOf(rootPath, folder); folder = dirname(folder)) {
    folders.push(folder);
    if (folder === dirname(folder)) break;
  }
  return folders;
}
