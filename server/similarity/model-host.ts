// Holds the similarity model that requests use, and replaces it whole when the catalogue's terms change.

import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { readCounters } from '../../core/catalogue/counters.ts';
import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import type { Log } from '../../core/log.ts';
import { SimilarityModelBuilder } from '../../core/similarity/model-builder.ts';
import { receiveModel, videoCountOf, type SimilarityModel } from '../../core/similarity/model.ts';

/** Two numbers are read each time. */
const POLL_MS = 250;
/**
 * Under steady change the thread works half of the time, and a change shows after three builds at the latest: the rest of
 * one that began too early, a pause of its length, and its own. After a quiet time two builds follow each other without
 * a pause, so that a change on its own shows after two: that is 5 s where a build takes up to 2.3 s.
 */
const BUILDING_SHARE = 0.5;

interface ModelHostParts {
  readonly catalogue: Catalogue;
  readonly cataloguePath: string;
  readonly log: Log;
}

/** The current model; empty until the first one is built. */
export class ModelHost {
  readonly #parts: ModelHostParts;
  #model: SimilarityModel = new SimilarityModelBuilder().build();
  #builtRevision = -1;
  /** When the builds up to the last one, each with its pause, are over. */
  #paidUntilMs = 0;
  /** The same without the last one. */
  #restUntilMs = 0;

  constructor(parts: ModelHostParts) {
    this.#parts = parts;
  }

  /** The model now. Use one for a whole request: the next access may give another. */
  get model(): SimilarityModel {
    return this.#model;
  }

  /** Keeps the model up to date until `signal` is aborted; resolves then. */
  async keepUpToDate(signal: AbortSignal): Promise<void> {
    try {
      for (;;) {
        await this.#tryToBuild(signal);
        await delay(POLL_MS, undefined, { signal });
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async #tryToBuild(signal: AbortSignal): Promise<void> {
    try {
      await this.#buildIfBehind(signal);
    } catch (error) {
      signal.throwIfAborted();
      this.#parts.log.error({ err: error }, 'the similarity model could not be built');
    }
  }

  async #buildIfBehind(signal: AbortSignal): Promise<void> {
    if (Date.now() < this.#restUntilMs) return;
    const { terms } = await readCounters(this.#parts.catalogue);
    if (terms === this.#builtRevision) return;
    const startedMs = Date.now();
    this.#model = await buildInThread(this.#parts.cataloguePath, signal);
    const tookMs = Date.now() - startedMs;
    this.#builtRevision = terms;
    this.#restUntilMs = Math.max(this.#paidUntilMs, startedMs);
    this.#paidUntilMs = this.#restUntilMs + tookMs / BUILDING_SHARE;
    this.#parts.log.debug({ videos: videoCountOf(this.#model), tookMs }, 'similarity model built');
  }
}

async function buildInThread(cataloguePath: string, signal: AbortSignal): Promise<SimilarityModel> {
  const thread = new Worker(new URL('./build-thread.ts', import.meta.url), {
    workerData: { cataloguePath },
  });
  try {
    const messages: unknown[] = await once(thread, 'message', { signal });
    return receiveModel(messages[0]);
  } finally {
    await thread.terminate();
  }
}
