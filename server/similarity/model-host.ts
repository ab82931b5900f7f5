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
 * The pause after a build, as a part of its length: under steady change the thread works two thirds of the time. A change
 * shows after two builds and a half at the latest, for it may come as one begins: 5 s where a build takes up to 1.9 s.
 */
const PAUSE_RATIO = 0.5;

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
  /** When the pause after the last build is over. */
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
    this.#restUntilMs = startedMs + tookMs * (1 + PAUSE_RATIO);
    this.#parts.log.debug({ videos: videoCountOf(this.#model), tookMs }, 'similarity model built');
  }
}

async function buildInThread(cataloguePath: string, signal: AbortSignal): Promise<SimilarityModel> {
  const thread = new Worker(new URL('./build-thread.ts', import.meta.url), {
    workerData: cataloguePath,
    // A row at a time makes little garbage, but as much as there is room for.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  try {
    const messages: unknown[] = await once(thread, 'message', { signal });
    return receiveModel(messages[0]);
  } finally {
    await thread.terminate();
  }
}
