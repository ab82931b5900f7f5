// The writing side of the video index: its existence, settings and documents. When to write is the publisher's.

import {
  MeilisearchApiError,
  type EnqueuedTask,
  type IndexObject,
  type IndexStats,
  type Meilisearch,
  type ResourceResults,
  type SearchResponse,
  type Settings,
} from 'meilisearch';
import { AppError } from '../core/errors.ts';
import { callMeili, createMeiliClient, type Call, type MeiliConnection } from './client.ts';
import { and, equals, inRange, not, type Bounds } from './filter.ts';
import { schemaVersion, videoIndexSettings, videoIndexUid } from './settings.ts';
import { settingsDifference } from './settings-difference.ts';
import { enqueueTask, runTask, waitForTask } from './task.ts';

const REQUEST_TIMEOUT_MS = 10_000;
const PRIMARY_KEY = 'hash';

/** What a document must have to be sent; the rest of it is up to the caller. */
export interface SendableDocument {
  readonly hash: string;
}

function toLine(document: SendableDocument): string {
  return JSON.stringify(document);
}

/** Writes one index. Every method rejects as `callMeili` and `runTask` say, and with the signal's reason when aborted. */
export class VideoIndexWriter {
  readonly indexUid: string;
  readonly #connection: MeiliConnection;
  readonly #client: Meilisearch;

  constructor(connection: MeiliConnection, indexUid: string = videoIndexUid) {
    this.#connection = connection;
    this.#client = createMeiliClient(connection);
    this.indexUid = indexUid;
  }

  /** Another index on the same server. */
  sibling(indexUid: string): VideoIndexWriter {
    return new VideoIndexWriter(this.#connection, indexUid);
  }

  /**
   * What tells this index from another of its name: one that was made anew, on a new server or after its data folder was
   * deleted. Undefined when there is none.
   */
  async identity(signal?: AbortSignal): Promise<string | undefined> {
    return (await this.#fetchInfo(signal))?.createdAt;
  }

  /**
   * Makes the index where it is absent and gives it the settings that it lacks; documents are re-indexed by the engine.
   *
   * @throws AppError `foreign_index` when an index of this name belongs to somebody else.
   */
  async ensure(signal?: AbortSignal): Promise<void> {
    const info = await this.#fetchInfo(signal);
    if (info === undefined) await this.#create(signal);
    else this.#refuseForeign(info);
    const path = `${this.#path}/settings`;
    const current = await this.#call(signal, (extraRequestInit) =>
      this.#client.httpRequest.get<Settings>({ path, extraRequestInit }),
    );
    const body = settingsDifference(current, videoIndexSettings);
    if (body === undefined) return;
    await this.#run(signal, (extraRequestInit) =>
      this.#client.httpRequest.patch<EnqueuedTask>({ path, body, extraRequestInit }),
    );
  }

  /** Adds documents, or replaces those that are there, whole. */
  async add(documents: readonly SendableDocument[], signal?: AbortSignal): Promise<void> {
    await this.settle(await this.enqueue(documents.map(toLine), signal), signal);
  }

  /**
   * Hands documents over, each as a line of JSON, and does not wait until they can be searched. The engine merges what
   * waits in its queue.
   *
   * @returns the number of the task, for {@link settle}.
   */
  async enqueue(lines: readonly string[], signal?: AbortSignal): Promise<number> {
    const body = lines.join('\n');
    return await enqueueTask(
      (extraRequestInit) =>
        this.#client.httpRequest.post<EnqueuedTask>({
          path: `${this.#path}/documents`,
          params: { primaryKey: PRIMARY_KEY },
          contentType: 'application/x-ndjson',
          body,
          extraRequestInit,
        }),
      signal,
    );
  }

  /** Waits until the documents of a task can be searched. */
  async settle(taskUid: number, signal?: AbortSignal): Promise<void> {
    await waitForTask(this.#client, taskUid, signal);
  }

  /** Deletes documents; what is not there is no error. */
  async delete(hashes: readonly string[], signal?: AbortSignal): Promise<void> {
    if (hashes.length === 0) return;
    await this.#run(signal, (extraRequestInit) =>
      this.#client.httpRequest.post<EnqueuedTask>({
        path: `${this.#path}/documents/delete-batch`,
        body: [...hashes],
        extraRequestInit,
      }),
    );
  }

  /** How many documents can be searched. */
  async countDocuments(signal?: AbortSignal): Promise<number> {
    const stats = await this.#call(signal, (extraRequestInit) =>
      this.#client.httpRequest.get<IndexStats>({ path: `${this.#path}/stats`, extraRequestInit }),
    );
    return stats.numberOfDocuments;
  }

  /** How many documents were written in another form than today's. */
  async countOutdated(signal?: AbortSignal): Promise<number> {
    const filter = not(equals('schemaVersion', schemaVersion));
    const body = { q: '', filter, page: 1, hitsPerPage: 0 };
    const answer = await this.#call(signal, (extraRequestInit) =>
      this.#client.httpRequest.post<SearchResponse<object, typeof body>>({
        path: `${this.#path}/search`,
        body,
        extraRequestInit,
      }),
    );
    return answer.totalHits;
  }

  /** The revisions of all documents in a part of the shuffle circle, by hash; -1 for one without. */
  async readRevisions(places: Bounds, signal?: AbortSignal): Promise<ReadonlyMap<string, number>> {
    const filter = and(inRange('shuffle', places));
    const body = { filter, fields: ['hash', 'rev'], limit: 1_000_000 };
    const answer = await this.#call(signal, (extraRequestInit) =>
      this.#client.httpRequest.post<
        ResourceResults<readonly { readonly hash: string; readonly rev?: number }[]>
      >({ path: `${this.#path}/documents/fetch`, body, extraRequestInit }),
    );
    return new Map(answer.results.map(({ hash, rev = -1 }) => [hash, rev]));
  }

  /** All documents in a part of the shuffle circle, whole, by hash. */
  async readDocuments(
    places: Bounds,
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
    const filter = and(inRange('shuffle', places));
    const body = { filter, limit: 1_000_000 };
    const answer = await this.#call(signal, (extraRequestInit) =>
      this.#client.httpRequest.post<
        ResourceResults<readonly (Readonly<Record<string, unknown>> & SendableDocument)[]>
      >({ path: `${this.#path}/documents/fetch`, body, extraRequestInit }),
    );
    return new Map(answer.results.map((document) => [document.hash, document]));
  }

  /** Swaps the contents of two indexes at once: a search sees the one or the other. */
  async swapWith(other: VideoIndexWriter, signal?: AbortSignal): Promise<void> {
    await this.#run(signal, (extraRequestInit) =>
      this.#client.httpRequest.post<EnqueuedTask>({
        path: 'swap-indexes',
        body: [{ indexes: [this.indexUid, other.indexUid] }],
        extraRequestInit,
      }),
    );
  }

  /** Deletes the index if it is there. */
  async drop(signal?: AbortSignal): Promise<void> {
    if ((await this.identity(signal)) === undefined) return;
    await this.#run(signal, (extraRequestInit) =>
      this.#client.httpRequest.delete<EnqueuedTask>({ path: this.#path, extraRequestInit }),
    );
  }

  get #path(): string {
    return `indexes/${this.indexUid}`;
  }

  async #create(signal: AbortSignal | undefined): Promise<void> {
    const body = { uid: this.indexUid, primaryKey: PRIMARY_KEY };
    await this.#run(signal, (extraRequestInit) =>
      this.#client.httpRequest.post<EnqueuedTask>({ path: 'indexes', body, extraRequestInit }),
    );
  }

  async #fetchInfo(signal: AbortSignal | undefined): Promise<IndexObject | undefined> {
    return await this.#call(signal, async (extraRequestInit) => {
      try {
        return await this.#client.httpRequest.get<IndexObject>({
          path: this.#path,
          extraRequestInit,
        });
      } catch (error) {
        const isAbsent =
          error instanceof MeilisearchApiError && error.cause?.code === 'index_not_found';
        if (isAbsent) return undefined;
        throw error;
      }
    });
  }

  /** With MEILI_URL the server may be shared: another program's index must survive us. */
  #refuseForeign({ primaryKey }: IndexObject): void {
    if ((primaryKey ?? PRIMARY_KEY) === PRIMARY_KEY) return;
    const message = `The index "${this.indexUid}" of this Meilisearch belongs to another program: its primary key is "${primaryKey ?? ''}", not "${PRIMARY_KEY}". Set MEILI_URL to another server.`;
    throw new AppError('foreign_index', message);
  }

  #call<T>(signal: AbortSignal | undefined, call: Call<T>): Promise<T> {
    return callMeili({ signal, timeoutMs: REQUEST_TIMEOUT_MS }, call);
  }

  #run(signal: AbortSignal | undefined, enqueue: Call<EnqueuedTask>): Promise<void> {
    return runTask(this.#client, enqueue, signal);
  }
}
