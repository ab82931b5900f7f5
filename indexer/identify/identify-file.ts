// The short content hash that is a video's identity. Reads at most 192 KiB of a file.

import { createHash } from 'node:crypto';
import { closeSync, fstatSync, readSync } from 'node:fs';
import { openRegularFileSync } from './open-regular-file.ts';
import { changed } from './read-steadily.ts';

const CHUNK_BYTES = 64 * 1024;

/** A file's content, as far as its identity goes. */
export interface FileIdentity {
  /** 16 lower-case hex digits. */
  readonly hash: string;
  readonly sizeBytes: number;
  /** Whole milliseconds, rounded down: the same number as a walk finds. */
  readonly mtimeMs: number;
}

const buffer = Buffer.alloc(3 * CHUNK_BYTES);

/**
 * The first 16 hex digits of the SHA-256 of the size (unsigned 64 bits, little-endian) and three chunks of 64 KiB: from
 * byte 0, from byte `floor((size - 65536) / 2)` and from byte `size - 65536`; of a file of up to 192 KiB, all of it.
 * Synchronous, for a thread of its own: see `identifier.ts`.
 *
 * @throws ProbeError when it is no regular file or is empty, AppError `file_changed` when it changes meanwhile, or the
 *   system's error (`ENOENT`, `EACCES` …).
 */
export function identifyFile(path: string): FileIdentity {
  const { descriptor, stats } = openRegularFileSync(path);
  try {
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(stats.size));
    const hash = createHash('sha256').update(size);
    for (const { start, length } of identityChunks(stats.size)) {
      if (!fill(descriptor, buffer.subarray(0, length), start)) throw changed(path);
      hash.update(buffer.subarray(0, length));
    }
    const after = fstatSync(descriptor);
    if (after.size !== stats.size || after.mtimeMs !== stats.mtimeMs) throw changed(path);
    return {
      hash: hash.digest('hex').slice(0, 16),
      sizeBytes: stats.size,
      mtimeMs: Math.floor(stats.mtimeMs),
    };
  } finally {
    closeSync(descriptor);
  }
}

/** Whether the file had that many bytes. */
function fill(descriptor: number, target: Buffer, position: number): boolean {
  let filled = 0;
  while (filled < target.length) {
    const rest = target.length - filled;
    const bytesRead = readSync(descriptor, target, filled, rest, position + filled);
    if (bytesRead === 0) return false;
    filled += bytesRead;
  }
  return true;
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
