// The SHA-256 of a whole file, for telling a copy from a collision of short hashes.

import { createHash } from 'node:crypto';
import { readSteadily } from './read-steadily.ts';

const BLOCK_BYTES = 1024 * 1024;

/**
 * The SHA-256 of the content as 64 hex digits, as `sha256sum` prints it. Holds 1 MiB in memory, whatever the size.
 *
 * @throws as `identifyFile` does, and the signal's reason.
 */
export async function hashWholeFile(
  path: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<string> {
  return await readSteadily(path, options.signal, async ({ sizeBytes, readInto }) => {
    const hash = createHash('sha256');
    const block = Buffer.alloc(Math.min(BLOCK_BYTES, sizeBytes));
    for (let start = 0; start < sizeBytes; start += block.length) {
      const part = block.subarray(0, Math.min(block.length, sizeBytes - start));
      await readInto(part, start);
      hash.update(part);
    }
    return hash.digest('hex');
  });
}
