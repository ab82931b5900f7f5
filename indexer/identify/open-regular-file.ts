// Opens files of a library without ever waiting for a pipe or touching a device.

import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { ProbeError, systemErrorCode } from '../../core/errors.ts';
import { toFsPath } from '../../core/path-bytes.ts';

/** A file open for reading; whoever opened it closes it. */
export interface OpenFile {
  readonly handle: FileHandle;
  /** As it was when it was opened. */
  readonly stats: Stats;
}

/**
 * Opens a file for reading. Links are followed.
 *
 * @throws ProbeError when the path is no regular file or is empty; the system's error when it cannot be opened.
 */
export async function openRegularFile(path: string): Promise<OpenFile> {
  const handle = await openWithoutWaiting(path);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new ProbeError(`${path} is not a regular file`);
    if (stats.size === 0) throw new ProbeError(`${path} is empty`);
    return { handle, stats };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function openWithoutWaiting(path: string): Promise<FileHandle> {
  try {
    // Opening a pipe for reading waits for a writer, perhaps for ever, unless O_NONBLOCK says not to.
    return await open(toFsPath(path), constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (cause) {
    // What the system says to opening a socket.
    if (systemErrorCode(cause) !== 'ENXIO') throw cause;
    throw new ProbeError(`${path} is not a regular file`, { cause });
  }
}
