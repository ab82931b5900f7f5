// The short content hash that is a video's identity. Reads at most 192 KiB of a file.

import { createHash } from 'node:crypto';
import { readSteadily } from './read-steadily.ts';

const CHUNK_BYTES = 64 * 1024;

/** A file's content, as far as its identity goes. */
export interface FileIdentity {
  /** 16 lower-case hex digits. */
  readonly hash: string;
  readonly sizeBytes: number;
  /** Whole milliseconds, rounded down: the same number as a walk finds. */
  readonly mtimeMs: number;
}

/** What may end the reading. */
export interface IdentifyOptions {
  readonly signal?: AbortSignal;
}

/**
 * The first 16 hex digits of the SHA-256 of the size (unsigned 64 bits, little-endian) and three chunks of 64 KiB: from
 * byte 0, from byte `floor((size - 65536) / 2)` and from byte `size - 65536`; of a file of up to 192 KiB, all of it.
 *
 * @throws ProbeError when it is no regular file or is empty, AppError `file_changed` when it changes meanwhile, the
 *   signal's reason, or the system's error (`ENOENT`, `EACCES` …).
 */
export async function identifyFile(
  path: string,
  options: IdentifyOptions = {},
): Promise<FileIdentity> {
  return await readSteadily(path, options.signal, async ({ sizeBytes, mtimeMs, readInto }) => {
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(sizeBytes));
    const hash = createHash('sha256').update(size);
    for (const { start, length } of identityChunks(sizeBytes)) {
      const chunk = Buffer.alloc(length);
      await readInto(chunk, start);
      hash.update(chunk);
    }
    return { hash: hash.digest('hex').slice(0, 16), sizeBytes, mtimeMs };
  });
}

/** A part of a file, in bytes. */
export interface Chunk {
  readonly start: number;
  readonly length: number;
}

/** The parts of a file of this size that make its identity, in order and without overlap. */
export function identityChunks(sizeBytes: number): readonly Chunk[] {
  if (sizeBytes <= 3 * CHUNK_BYTES) return [{ start: 0, length: sizeBytes }];
  const last = sizeBytes - CHUNK_BYTES;
  return [0, Math.floor(last / 2), last].map((start) => ({ start, length: CHUNK_BYTES }));
}
