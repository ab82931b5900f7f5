// Sends a part of a file as the body of an answer. Owns the file handle from opening to closing.

import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Context } from 'koa';
import {
  errorFields,
  NotFoundError,
  systemErrorCode,
  UnavailableError,
} from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { toFsPath } from '../../core/path-bytes.ts';
import { BufferPool } from './buffer-pool.ts';
import { copyFilePart } from './file-part.ts';
import { answerRange, type Representation } from './range-request.ts';
import { readSizeBytes } from './read-size.ts';

/** A file to send, and what it is called. */
export interface FileToSend {
  readonly path: string;
  /** Names the content as far as it is known; size and time of the file make it an entity tag. Hex digits and such. */
  readonly tag: string;
  readonly mediaType: string;
  /** A suggested name for saving; the browser shows the file in place when it is absent. */
  readonly downloadName?: string | undefined;
}

/** Streams files and knows how many it has open. */
export class FileStreamer {
  readonly #log: Log;
  readonly #buffers = new BufferPool();
  #openStreams = 0;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Handles open now. */
  get openStreams(): number {
    return this.#openStreams;
  }

  /**
   * Answers a GET or HEAD with the file, by ranges and preconditions. Resolves when the answer is over or the client has
   * gone; then the handle is closed.
   *
   * @throws NotFoundError when there is no such regular file now.
   * @throws UnavailableError `file_unreadable` when not even its first bytes can be read.
   */
  async send(ctx: Context, file: FileToSend): Promise<void> {
    const handle = await openFile(file.path);
    this.#openStreams += 1;
    try {
      const part = writeHead(ctx, file, await describe(handle, file));
      if (part !== undefined) await this.#copy(ctx, { ...part, handle, path: file.path });
    } finally {
      this.#openStreams -= 1;
      await handle.close();
    }
  }

  async #copy(
    ctx: Context,
    { path, ...part }: BytePart & { readonly handle: FileHandle; readonly path: string },
  ): Promise<void> {
    const readSize = () => readSizeBytes(this.#openStreams);
    try {
      await copyFilePart({ ...part, buffers: this.#buffers, readSizeBytes: readSize }, ctx.res);
      // The answer was written past Koa, which has no say in how large the pieces are.
      ctx.respond = false;
    } catch (err) {
      this.#log.warn({ path, ...errorFields(err) }, 'a file broke off while it was sent');
      if (!ctx.res.headersSent) throw unreadable(err);
      // The client would wait for bytes that never come.
      ctx.res.destroy();
    }
  }
}

function unreadable(cause: unknown): UnavailableError {
  const message = 'The file cannot be read at this moment; is its drive there?';
  return new UnavailableError('file_unreadable', message, { cause });
}

interface BytePart {
  readonly startByte: number;
  readonly endByte: number;
}

/** The tag changes with every change of the file, even where nobody has looked at the new content yet. */
async function describe(handle: FileHandle, { tag }: FileToSend): Promise<Representation> {
  const stats = await handle.stat({ bigint: true });
  if (!stats.isFile()) throw new NotFoundError('The video file is not there now.');
  return {
    sizeBytes: Number(stats.size),
    etag: `"${tag}-${stats.size.toString(36)}-${stats.mtimeNs.toString(36)}"`,
    // A time to come is none to HTTP: RFC 9110, section 8.8.2.1.
    mtimeMs: Math.min(Number(stats.mtimeMs), Date.now()),
  };
}

/** Writes status and headers; returns the part that is to follow, or undefined when the headers are the answer. */
function writeHead(ctx: Context, file: FileToSend, shown: Representation): BytePart | undefined {
  const answer = answerRange(ctx, shown);
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
