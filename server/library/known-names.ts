// The names of the performers and studios that may be seen, kept in memory for whoever types. Counts are checked by whoever shows them.

import { readCounters } from '../../core/catalogue/counters.ts';
import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import type { Log } from '../../core/log.ts';
import type { Filter } from '../../meili/filter.ts';
import { NameIndex } from '../../meili/name-index.ts';
import type { VideoIndex } from '../../meili/video-index.ts';
import type { SiteFilter } from './site-filter.ts';

/** Under steady change, counting takes at most this share of the time. */
const COUNTING_SHARE = 0.1;

/** All names that may be seen. */
export interface Names {
  readonly performers: NameIndex;
  readonly studios: NameIndex;
}

interface KnownNamesParts {
  readonly catalogue: Catalogue;
  readonly index: VideoIndex;
  readonly siteFilter: SiteFilter;
  readonly log: Log;
}

/** Names as they were counted. */
interface CountedNames extends Names {
  readonly filter: Filter | undefined;
  /** The revision of the library that was counted. */
  readonly library: number;
  readonly restUntilMs: number;
}

/** Counts names when the content filters change, and anew behind the requests when the library does. */
export class KnownNames {
  readonly #parts: KnownNamesParts;
  #counted: CountedNames | undefined;
  /** There is one at most: who needs a later one waits for its end. */
  #counting: Promise<void> | undefined;

  constructor(parts: KnownNamesParts) {
    this.#parts = parts;
  }

  /** The names under the filters of this moment; of a library that changes, as they were some seconds ago. */
  async current(): Promise<Names> {
    const counted = await this.#countedSince(0);
    const { library } = await readCounters(this.#parts.catalogue);
    if (counted.library !== library && Date.now() >= counted.restUntilMs)
      this.#ensureCounting().catch((error: unknown) => {
        this.#parts.log.debug({ err: error }, 'the names could not be counted again');
      });
    return counted;
  }

  /** The names as they are now; waits while they are counted. */
  async upToDate(): Promise<Names> {
    const { library } = await readCounters(this.#parts.catalogue);
    return await this.#countedSince(library);
  }

  /** Names under the filters of this moment, of a library at least as new as a revision; waits while they are counted. */
  async #countedSince(library: number): Promise<CountedNames> {
    for (;;) {
      const { filter } = await this.#parts.siteFilter.current();
      const counted = this.#counted;
      if (counted !== undefined && counted.filter === filter && counted.library >= library)
        return counted;
      await this.#ensureCounting();
    }
  }

  #ensureCounting(): Promise<void> {
    this.#counting ??= this.#count().finally(() => {
      this.#counting = undefined;
    });
    return this.#counting;
  }

  async #count(): Promise<void> {
    const { catalogue, index, siteFilter } = this.#parts;
    const startMs = Date.now();
    const { library } = await readCounters(catalogue);
    const { filter } = await siteFilter.current();
    const [performers, studios] = await Promise.all([
      index.countValues('performers', filter),
      index.countValues('studio', filter),
    ]);
    const names = {
      performers: await NameIndex.create(performers),
      studios: await NameIndex.create(studios),
    };
    const restUntilMs = Date.now() + (Date.now() - startMs) / COUNTING_SHARE;
    this.#counted = { ...names, filter, library, restUntilMs };
  }
}
