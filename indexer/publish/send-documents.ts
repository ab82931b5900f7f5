// Sends documents and finds those that the engine refuses: one bad document fails the whole batch that it is in.

import { MeilisearchApiError } from 'meilisearch';
import { describeError, MeiliTaskError } from '../../core/errors.ts';
import type { VideoIndexWriter } from '../../meili/video-index-writer.ts';

/** A document that cannot be in the index, and why. */
export interface RefusedDocument {
  readonly hash: string;
  readonly error: string;
}

/** Failures that say something of the server and nothing of the documents. */
const serverFailures = new Set([
  'canceled',
  'database_size_limit_reached',
  'index_not_accessible',
  'index_not_found',
  'invalid_store_file',
  'io_error',
  'no_space_left_on_device',
  'too_many_open_files',
]);

/** A document on its way. As text it takes a third of the memory. */
export interface OutgoingDocument {
  readonly hash: string;
  /** JSON without line breaks. */
  readonly line: string;
}

/** Documents that are sent as one task. */
export interface OutgoingChunk {
  readonly documents: readonly OutgoingDocument[];
}

/** A chunk of which all documents can be searched but those that were refused. */
export interface SentChunk<Chunk> {
  readonly chunk: Chunk;
  readonly refused: readonly RefusedDocument[];
}

/** So many chunks are in the engine's queue, which merges them, while the next one is read. */
const CHUNKS_AHEAD = 8;

/**
 * Sends chunks, some ahead, and yields each when its documents can be searched. The engine fails all that it merged over
 * one bad document: every chunk that failed is then sent again on its own, and halved down to the documents at fault.
 *
 * @throws what the failure was, when it was not the fault of single documents.
 */
export async function* sendChunks<Chunk extends OutgoingChunk>(
  index: VideoIndexWriter,
  chunks: AsyncIterable<Chunk>,
  signal: AbortSignal,
): AsyncGenerator<SentChunk<Chunk>, void, void> {
  const waiting: Enqueued<Chunk>[] = [];
  for await (const chunk of chunks) {
    waiting.push({ chunk, taskUid: await enqueue(index, chunk, signal) });
    const first = waiting.length > CHUNKS_AHEAD ? waiting.shift() : undefined;
    if (first !== undefined) yield await settle(index, first, signal);
  }
  for (const each of waiting) yield await settle(index, each, signal);
}

interface Enqueued<Chunk> {
  readonly chunk: Chunk;
  /** Undefined where the engine refused the chunk at once. */
  readonly taskUid: number | undefined;
}

async function enqueue(
  index: VideoIndexWriter,
  chunk: OutgoingChunk,
  signal: AbortSignal,
): Promise<number | undefined> {
  if (chunk.documents.length === 0) return undefined;
  try {
    return await index.enqueue(linesOf(chunk), signal);
  } catch (error) {
    if (!mayBeDocuments(error)) throw error;
    return undefined;
  }
}

async function settle<Chunk extends OutgoingChunk>(
  index: VideoIndexWriter,
  { chunk, taskUid }: Enqueued<Chunk>,
  signal: AbortSignal,
): Promise<SentChunk<Chunk>> {
  try {
    if (taskUid !== undefined) {
      await index.settle(taskUid, signal);
      return { chunk, refused: [] };
    }
  } catch (error) {
    if (!mayBeDocuments(error)) throw error;
  }
  return { chunk, refused: await sendAlone(index, chunk.documents, signal) };
}

function linesOf({ documents }: OutgoingChunk): readonly string[] {
  return documents.map(({ line }) => line);
}

/** Sends documents and waits until they can be searched; returns those that were refused. */
async function sendAlone(
  index: VideoIndexWriter,
  documents: readonly OutgoingDocument[],
  signal: AbortSignal,
): Promise<readonly RefusedDocument[]> {
  const [first] = documents;
  if (first === undefined) return [];
  try {
    await index.settle(await index.enqueue(linesOf({ documents }), signal), signal);
    return [];
  } catch (error) {
    if (!mayBeDocuments(error)) throw error;
    if (documents.length === 1) return [{ hash: first.hash, error: describeError(error) }];
    const middle = Math.ceil(documents.length / 2);
    const refused = [
      ...(await sendAlone(index, documents.slice(0, middle), signal)),
      ...(await sendAlone(index, documents.slice(middle), signal)),
    ];
    // Not one of many was taken: that is no bad document, but a server that fails at everything.
    if (refused.length === documents.length && isInternal(error)) throw error;
    return refused;
  }
}

function mayBeDocuments(error: unknown): boolean {
  // Over a payload that is no valid JSON or too large the request itself is refused.
  if (error instanceof MeilisearchApiError) return true;
  return error instanceof MeiliTaskError && !serverFailures.has(error.taskCode);
}

function isInternal(error: unknown): boolean {
  return error instanceof MeiliTaskError && error.taskCode === 'internal';
}
