// Reads how far the making of previews is. Of a large library that takes a while, so it is not read all the time.

import type { PreviewStore } from '../../core/catalogue/preview-store.ts';
import type { PreviewKind } from '../../core/contract/video.ts';
import type { PreviewFacts } from './preview-progress.ts';

/** Reading takes at most this part of the server's time, however many pages are open. */
const READING_SHARE = 0.05;

/** Remembers what it read for twenty times as long as reading it took: half a million previews are read anew each second. */
export class PreviewStatusReader {
  readonly #previews: PreviewStore;
  #facts: Promise<PreviewFacts> | undefined;
  #nextReadMs = 0;

  constructor(previews: PreviewStore) {
    this.#previews = previews;
  }

  /** The facts of now, or of a moment ago. */
  async read(): Promise<PreviewFacts> {
    if (this.#facts !== undefined && performance.now() < this.#nextReadMs) return await this.#facts;
    const startMs = performance.now();
    const reading = this.#readFacts();
    this.#facts = reading;
    this.#nextReadMs = Number.POSITIVE_INFINITY;
    try {
      return await reading;
    } catch (error) {
      this.#facts = undefined;
      throw error;
    } finally {
      const endMs = performance.now();
      this.#nextReadMs = endMs + (endMs - startMs) / READING_SHARE;
    }
  }

  async #readFacts(): Promise<PreviewFacts> {
    const counts = await this.#previews.counts();
    const meanTookMs = new Map<PreviewKind, number>();
    for (const kind of new Set(counts.filter(isOpen).map((row) => row.kind))) {
      const meanMs = await this.#previews.meanTookMs(kind);
      if (meanMs !== undefined) meanTookMs.set(kind, meanMs);
    }
    return { counts, ...(await this.#previews.work()), meanTookMs };
  }
}

function isOpen({ state }: PreviewFacts['counts'][number]): boolean {
  return state === 'queued' || state === 'running';
}
