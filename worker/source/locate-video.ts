// Picks the file from which a video's previews are made, and gives it a name that programs can open.

import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { isAbsolute, relative } from 'node:path';
import type { VideoFileRow } from '../../core/catalogue/video-store.ts';
import { NotFoundError, systemErrorCode } from '../../core/errors.ts';
import { openablePath } from '../../core/media/openable-path.ts';
import { toFsPath } from '../../core/path-bytes.ts';

/** A file that is there and can be read. */
export interface LocatedFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/**
 * The first of a video's files that is there, is readable and lies under its library.
 *
 * @param folder where a link is made when the file's name cannot be an argument of a program
 * @throws NotFoundError when there is none.
 */
export async function locateVideo(
  files: readonly VideoFileRow[],
  folder: string,
): Promise<LocatedFile> {
  for (const file of files) {
    const sizeBytes = liesUnder(file) ? await readableSize(file.path) : undefined;
    if (sizeBytes === undefined) continue;
    return { path: await openablePath(file.path, folder), sizeBytes };
  }
  const paths = files.map((file) => file.path).join(', ');
  throw new NotFoundError(
    files.length === 0
      ? 'The catalogue knows no file of this video.'
      : `No file of this video can be read now: ${paths}.`,
  );
}

function liesUnder(file: VideoFileRow): boolean {
  const below = relative(file.root, file.path);
  return below !== '' && !below.startsWith('..') && !isAbsolute(below);
}

/** A pipe or a device of that name would keep ffmpeg waiting for ever: only a regular file counts. */
async function readableSize(path: string): Promise<number | undefined> {
  try {
    const found = await stat(toFsPath(path));
    await access(toFsPath(path), constants.R_OK);
    return found.isFile() ? found.size : undefined;
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  }
}
