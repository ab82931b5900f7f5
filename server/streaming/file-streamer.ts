// Sends a part of a file as the body of an answer. Owns the file handle from opening to closing.

import { constants, type ReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Context } from 'koa';
import { NotFoundError, systemErrorCode } from '../../core/errors.ts';
import { toFsPath } from '../../core/path-bytes.ts';
import { answerRange, type Representation } from './range-request.ts';
import { readSizeBytes } from './read-size.ts';

/** A file to send, and what it is called. */
export interface FileToSend {
  readonly path: string;
  readonly etag: string;
  readonly mediaType: string;
  /** A suggested name for saving; the browser shows the file in place when it is absent. */
  readonly downloadName?: string | undefined;
}

/** Streams files and knows how many it has open. */
export class FileStreamer {
  #openStreams = 0;

  /** Handles open now. */
  get openStreams(): number {
    return this.#openStreams;
  }

  /**
   * Answers a GET or HEAD with the file, by ranges and preconditions. The handle is closed when the answer is over or the
   * client goes away.
   *
   * @throws NotFoundError when there is no such regular file now.
   */
  async send(ctx: Context, file: FileToSend): Promise<void> {
    const handle = await openFile(file.path);
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) throw new NotFoundError('The video file is not there now.');
      const shown = { sizeBytes: stats.size, etag: file.etag, mtimeMs: stats.mtimeMs };
      const part = writeHead(ctx, file, shown);
      if (part === undefined) await handle.close();
      else ctx.body = this.#read(ctx, handle, part);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  #read(ctx: Context, handle: FileHandle, { startByte, endByte }: BytePart): ReadStream {
    this.#openStreams += 1;
    const highWaterMark = readSizeBytes(this.#openStreams);
    const stream = handle.createReadStream({ start: startByte, end: endByte, highWaterMark });
    stream.once('close', () => {
      this.#openStreams -= 1;
      // A file that became shorter leaves the client waiting for bytes that never come: end the connection.
      if (stream.bytesRead < endByte - startByte + 1) ctx.res.destroy();
    });
    return stream;
  }
}

interface BytePart {
  readonly startByte: number;
  readonly endByte: number;
}

/** Writes status and headers; returns the part that is to follow, or undefined when the headers are the answer. */
function writeHead(ctx: Context, file: FileToSend, shown: Representation): BytePart | undefined {
  const answer = answerRange(ctx.headers, shown);
  ctx.set('Accept-Ranges', 'bytes');
  ctx.set('ETag', shown.etag);
  ctx.set('Last-Modified', new Date(shown.mtimeMs).toUTCString());
  ctx.set('Cache-Control', 'private, no-cache');
  if (answer.status !== 200 && answer.status !== 206) {
    if (answer.status === 416) ctx.set('Content-Range', `bytes */${shown.sizeBytes}`);
    ctx.body = null;
    ctx.status = answer.status;
    return undefined;
  }
  const { startByte, endByte } = answer;
  ctx.status = answer.status;
  ctx.type = file.mediaType;
  if (file.downloadName !== undefined) ctx.attachment(file.downloadName);
  if (answer.status === 206)
    ctx.set('Content-Range', `bytes ${startByte}-${endByte}/${shown.sizeBytes}`);
  if (endByte < startByte) ctx.body = Buffer.alloc(0);
  ctx.length = endByte - startByte + 1;
  return ctx.method === 'HEAD' || endByte < startByte ? undefined : { startByte, endByte };
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    // A FIFO under a video's name must not hold the request until somebody writes to it.
    return await open(toFsPath(path), constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (cause) {
    if (systemErrorCode(cause) === 'ENOENT' || systemErrorCode(cause) === 'ENOTDIR') {
      throw new NotFoundError('The video file is not there now.', { cause });
    }
    throw cause;
  }
}
