// Reads what the kernel tells in files that are no files.

import { readFileSync } from 'node:fs';

/**
 * The text of a file below /proc, undefined where there is none. Synchronous: it is made in memory, in microseconds, where
 * an asynchronous reading wakes threads five times.
 */
export function readKernelText(path: `/proc/${string}`): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
