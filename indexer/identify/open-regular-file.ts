// Opens files of a library without ever waiting for a pipe or touching a device.

import { closeSync, constants, fstatSync, openSync, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { ProbeError, systemErrorCode } from '../../core/errors.ts';
import { toFsPath } from '../../core/path-bytes.ts';

/** A file open for reading; whoever opened it closes it. */
export interface OpenFile {
  readonly handle: FileHandle;
  /** As it was when it was opened. */
  readonly stats: Stats;
}

// Opening a pipe for reading waits for a writer, perhaps for ever, unless O_NONBLOCK says not to.
const flags = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * Opens a file for reading. Links are followed.
 *
 * @throws ProbeError when the path is no regular file or is empty; the system's error when it cannot be opened.
 */
export async function openRegularFile(path: string): Promise<OpenFile> {
  const handle = await open(toFsPath(path), flags).catch((cause: unknown) => {
    throw whyNotOpened(path, cause);
  });
  try {
    const stats = await handle.stat();
    refuseIrregular(path, stats);
    return { handle, stats };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The same with a plain descriptor, for a thread that may wait for the disk. */
export function openRegularFileSync(path: string): {
  readonly descriptor: number;
  readonly stats: Stats;
} {
  const descriptor = openDescriptor(path);
  try {
    const stats = fstatSync(descriptor);
    refuseIrregular(path, stats);
    return { descriptor, stats };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function openDescriptor(path: string): number {
  try {
    return openSync(toFsPath(path), flags);
  } catch (cause) {
    throw whyNotOpened(path, cause);
  }
}

function whyNotOpened(path: string, cause: unknown): unknown {
  // What the system says to opening a socket.
  if (systemErrorCode(cause) !== 'ENXIO') return cause;
  return new ProbeError(`${path} is not a regular file`, { cause });
}

function refuseIrregular(path: string, stats: Stats): void {
  if (!stats.isFile()) throw new ProbeError(`${path} is not a regular file`);
  if (stats.size === 0) throw new ProbeError(`${path} is empty`);
}
