// Reads pieces of a file that must not change meanwhile. Owns the notion of "changed"; hashes nothing.

import { AppError } from '../../core/errors.ts';
import { type OpenFile, openRegularFile } from './open-regular-file.ts';

/** What a reader is given. */
export interface SteadyFile {
  readonly sizeBytes: number;
  /** Whole milliseconds, rounded down. */
  readonly mtimeMs: number;
  /**
   * Fills `target` with the bytes from `position` on.
   *
   * @throws AppError `file_changed` when the file ends before.
   */
  readonly readInto: (target: Buffer, position: number) => Promise<void>;
}

/**
 * Opens a file, lets `read` read of it, and closes it.
 *
 * @throws ProbeError when it is no regular file or is empty, AppError `file_changed` when its size or time are not the
 *   same afterwards (it is still being written: try later), the signal's reason, or the system's error.
 */
export async function readSteadily<Result>(
  path: string,
  signal: AbortSignal | undefined,
  read: (file: SteadyFile) => Promise<Result>,
): Promise<Result> {
  signal?.throwIfAborted();
  const opened = await openRegularFile(path);
  try {
    const result = await read({
      sizeBytes: opened.stats.size,
      mtimeMs: Math.floor(opened.stats.mtimeMs),
      readInto: async (target, position) => {
        signal?.throwIfAborted();
        await fill(path, opened, target, position);
      },
    });
    const { size, mtimeMs } = await opened.handle.stat();
    if (size !== opened.stats.size || mtimeMs !== opened.stats.mtimeMs) throw changed(path);
    return result;
  } finally {
    await opened.handle.close();
  }
}

async function fill(
  path: string,
  { handle }: OpenFile,
  target: Buffer,
  position: number,
): Promise<void> {
  let filled = 0;
  while (filled < target.length) {
    const { bytesRead } = await handle.read(
      target,
      filled,
      target.length - filled,
      position + filled,
    );
    if (bytesRead === 0) throw changed(path);
    filled += bytesRead;
  }
}

/** What is thrown of a file that is not what it was. */
export function changed(path: string): AppError {
  return new AppError(
    'file_changed',
    `${path} changed while it was read; it is perhaps still being copied`,
  );
}
