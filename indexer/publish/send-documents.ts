// Sends documents and finds those that the engine refuses: one bad document fails the whole batch that it is in.

import { MeilisearchApiError } from 'meilisearch';
import { describeError, MeiliTaskError } from '../../core/errors.ts';
import type { SendableDocument, VideoIndexWriter } from '../../meili/video-index-writer.ts';

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

/**
 * Sends documents and waits until they can be searched. A batch that fails is halved, down to the documents at fault.
 *
 * @returns the documents that were refused; all others are in the index.
 * @throws what the failure was, when it was not the fault of single documents.
 */
export async function sendDocuments(
  index: VideoIndexWriter,
  documents: readonly SendableDocument[],
  signal?: AbortSignal,
): Promise<readonly RefusedDocument[]> {
  const [first] = documents;
  if (first === undefined) return [];
  try {
    await index.add(documents, signal);
    return [];
  } catch (error) {
    if (!mayBeDocuments(error)) throw error;
    if (documents.length === 1) return [{ hash: first.hash, error: describeError(error) }];
    const refused = await sendHalves(index, documents, signal);
    // Not one of many was taken: that is no bad document, but a server that fails at everything.
    if (refused.length === documents.length && isInternal(error)) throw error;
    return refused;
  }
}

async function sendHalves(
  index: VideoIndexWriter,
  documents: readonly SendableDocument[],
  signal: AbortSignal | undefined,
): Promise<readonly RefusedDocument[]> {
  const middle = Math.ceil(documents.length / 2);
  return [
    ...(await sendDocuments(index, documents.slice(0, middle), signal)),
    ...(await sendDocuments(index, documents.slice(middle), signal)),
  ];
}

function mayBeDocuments(error: unknown): boolean {
  // Over a payload that is no valid JSON or too large the request itself is refused.
  if (error instanceof MeilisearchApiError) return true;
  return error instanceof MeiliTaskError && !serverFailures.has(error.taskCode);
}

function isInternal(error: unknown): boolean {
  return error instanceof MeiliTaskError && error.taskCode === 'internal';
}
