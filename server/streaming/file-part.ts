// Copies a part of an open file into an answer: one piece is read while the one before it is being sent.

import type { FileHandle } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { AppError } from '../../core/errors.ts';
import type { BufferPool } from './buffer-pool.ts';

/** What is copied, and with what. */
export interface FilePart {
  readonly handle: FileHandle;
  readonly startByte: number;
  /** The last one. */
  readonly endByte: number;
  readonly buffers: BufferPool;
  /** Asked before each read. */
  readonly readSizeBytes: () => number;
}

/** Pieces on their way at the same time: one is sent, one is read. */
const PIECES = 2;

/**
 * Resolves when the part is sent or the client has gone. Nothing of the answer is written before the first piece is
 * read.
 *
 * @throws AppError `file_shorter` when the file ends before the part does.
 */
export async function copyFilePart(part: FilePart, response: ServerResponse): Promise<void> {
  const { handle, startByte, endByte, buffers } = part;
  const gone = new Promise((resolve) => response.once('close', resolve));
  const sending: Promise<unknown>[] = [];
  let at = startByte;
  while (at <= endByte) {
    const sizeBytes = part.readSizeBytes();
    const buffer = buffers.take(sizeBytes);
    const wantedBytes = Math.min(sizeBytes, endByte - at + 1);
    const { bytesRead } = await handle.read(buffer, 0, wantedBytes, at);
    // An answer to nobody must not be written to.
    if (response.destroyed) return;
    if (bytesRead === 0) throw new AppError('file_shorter', `It ends at byte ${at} now.`);
    at += bytesRead;
    const piece = send(response, buffer.subarray(0, bytesRead));
    sending.push(piece.then(() => buffers.giveBack(buffer)));
    // The last pieces for a client that went away may wait for ever.
    if (sending.length === PIECES) await Promise.race([sending.shift(), gone]);
  }
  await Promise.race([Promise.all(sending), gone]);
  if (!response.destroyed) response.end();
}

/** Resolves when the kernel has the bytes, or never will. */
async function send(response: ServerResponse, bytes: Buffer): Promise<void> {
  await new Promise((resolve) => response.write(bytes, resolve));
}
