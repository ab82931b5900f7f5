// Reads a file that ffmpeg may not have written.

import { readFile } from 'node:fs/promises';
import { systemErrorCode } from '../core/errors.ts';

/** The file's bytes; none where there is no file, which is how ffmpeg says that it found no picture. */
export async function readIfThere(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
