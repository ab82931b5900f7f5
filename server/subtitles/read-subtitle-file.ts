// Reads a file of subtitles from a disk that may hold anything: pipes, links, gigabytes.

import { constants } from 'node:fs';
import { open, realpath, type FileHandle } from 'node:fs/promises';
import { isInTreeOf } from '../../core/catalogue/folder-tree.ts';
import { AppError, NotFoundError, systemErrorCode } from '../../core/errors.ts';
import { fromFsName, toFsPath } from '../../core/path-bytes.ts';

/** More than the longest film needs, with every sign and song set in type. */
export const MAX_SUBTITLE_BYTES = 8 * 1024 * 1024;

/**
 * The bytes of a file.
 *
 * @param root the library that it has to lie in, links followed
 * @throws NotFoundError when it is not there now, or leads out of the library.
 * @throws AppError `subtitles_unreadable` when it is no file, too large, or cannot be opened.
 */
export async function readSubtitleFile(path: string, root: string): Promise<Buffer> {
  if (!(await isInLibrary(path, root))) throw new NotFoundError('The subtitles are not there now.');
  const handle = await openFile(path);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw unreadable('are not a file');
    if (stats.size > MAX_SUBTITLE_BYTES)
      throw unreadable(`have ${stats.size} bytes; at most ${MAX_SUBTITLE_BYTES} are read`);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    // A FIFO under such a name must not hold the request until somebody writes to it.
    return await open(toFsPath(path), constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const code = systemErrorCode(error) ?? 'unknown error';
    throw unreadable(
      `cannot be opened (${code}): let the user that Reeldex runs as read the file`,
      error,
    );
  }
}

/** Subtitles that are there and cannot be shown. @param why continues the sentence */
export function unreadable(why: string, cause?: unknown): AppError {
  return new AppError('subtitles_unreadable', `These subtitles ${why}.`, { cause });
}

async function isInLibrary(path: string, root: string): Promise<boolean> {
  try {
    const [realRoot, realFile] = await Promise.all(
      [root, path].map(async (one) => fromFsName(await realpath(toFsPath(one), 'buffer'))),
    );
    return isInTreeOf(realRoot ?? root, realFile ?? '');
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return false;
    throw error;
  }
}
