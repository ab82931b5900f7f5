// Looks for subtitle files beside a video, each time anew. Looks at names only; reads no file.

import { hash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemErrorCode } from '../../core/errors.ts';
import { fromFsName, isDoubtfulName, isEscapedPath, toFsPath } from '../../core/path-bytes.ts';
import {
  foldersOfVideo,
  isOnlyVideo,
  subtitleFolders,
  subtitleFormat,
  subtitlesOfAnyName,
  subtitlesOfVideo,
  type NamedSubtitles,
  type VideoAmongFiles,
} from './subtitle-names.ts';

/** A file of subtitles. */
export interface SubtitleFile extends NamedSubtitles {
  readonly path: string;
  /** The same as long as the file has its name. */
  readonly id: string;
}

/** More than any film has; a folder that has them must not fill an answer. */
const MOST_FILES = 200;

/**
 * The subtitles beside a video, and in `Subs` or the like: there those named as the video, those in a folder so named,
 * and all of them where the video lies alone.
 *
 * @param extensions endings of videos, without the dot
 */
export async function findSubtitleFiles(
  videoPath: string,
  extensions: readonly string[],
): Promise<readonly SubtitleFile[]> {
  const folder = dirname(videoPath);
  const video = {
    name: basename(videoPath),
    extensions: extensions.map((extension) => extension.toLowerCase()),
  };
  const names = await readNames(folder);
  const found = withPaths(folder, subtitlesOfVideo(names, video, names));
  for (const name of subtitleFolders(names))
    found.push(...(await findInFolder(join(folder, name), video, names)));
  return found.slice(0, MOST_FILES);
}

async function findInFolder(
  folder: string,
  video: VideoAmongFiles,
  videoNames: readonly string[],
): Promise<readonly SubtitleFile[]> {
  const names = await readNames(folder);
  if (isOnlyVideo(videoNames, video)) {
    const own = subtitlesOfVideo(names, video, []);
    const others = names.filter((name) => !own.some((file) => file.name === name));
    return withPaths(folder, [...own, ...subtitlesOfAnyName(others)]);
  }
  const found = withPaths(folder, subtitlesOfVideo(names, video, videoNames));
  for (const name of foldersOfVideo(names, video)) {
    const own = join(folder, name);
    found.push(...withPaths(own, subtitlesOfAnyName(await readNames(own))));
  }
  return found;
}

function withPaths(folder: string, files: readonly NamedSubtitles[]): SubtitleFile[] {
  return files.map((file) => {
    const path = join(folder, file.name);
    return { ...file, path, id: `file-${hash('sha1', path).slice(0, 12)}` };
  });
}

/** All names in a folder, as core/path-bytes.ts writes them; none where there is no such folder. */
async function readNames(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(toFsPath(folder));
    const isDoubtful =
      isEscapedPath(folder) ||
      names.some((name) => isDoubtfulName(name) && subtitleFormat(name) !== undefined);
    if (!isDoubtful) return names;
    const asBytes = await readdir(toFsPath(folder), { encoding: 'buffer' });
    return asBytes.map(fromFsName);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES') return [];
    throw error;
  }
}
