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
  #counting: { readonly filter: Filter | undefined; readonly names: Promise<Names> } | undefined;

  constructor(parts: KnownNamesParts) {
    this.#parts = parts;
  }

  /** The names under the filters of this moment; of a library that changes, as they were some seconds ago. */
  async current(): Promise<Names> {
    const { filter } = await this.#parts.siteFilter.current();
    const { library } = await readCounters(this.#parts.catalogue);
    const counted = this.#counted;
    if (counted?.filter !== filter || counted === undefined)
      return await this.#ensureCounted(filter, library);
    if (counted.library !== library && Date.now() >= counted.restUntilMs)
      this.#ensureCounted(filter, library).catch((error: unknown) => {
        this.#parts.log.debug({ err: error }, 'the names could not be counted again');
      });
    return counted;
  }

  /** The names as they are now; waits while they are counted. */
  async upToDate(): Promise<Names> {
    const { filter } = await this.#parts.siteFilter.current();
    const { library } = await readCounters(this.#parts.catalogue);
    const counted = this.#counted;
    const isNow = counted !== undefined && counted.filter === filter && counted.library === library;
    return isNow ? counted : await this.#ensureCounted(filter, library);
  }

  /** Who asks while the same is being counted waits for that. */
  #ensureCounted(filter: Filter | undefined, library: number): Promise<Names> {
    const running = this.#counting;
    if (running?.filter === filter && running !== undefined) return running.names;
    const names = this.#count(filter, library);
    const counting = { filter, names };
    this.#counting = counting;
    const end = () => {
      if (this.#counting === counting) this.#counting = undefined;
    };
    names.then(end, end);
    return names;
  }

  async #count(filter: Filter | undefined, library: number): Promise<Names> {
    const startMs = Date.now();
    const [performers, studios] = await Promise.all([
      this.#parts.index.countValues('performers', filter),
      this.#parts.index.countValues('studio', filter),
    ]);
    const names = {
      performers: await NameIndex.create(performers),
      studios: await NameIndex.create(studios),
    };
    const restUntilMs = Date.now() + (Date.now() - startMs) / COUNTING_SHARE;
    this.#counted = { ...names, filter, library, restUntilMs };
    return names;
  }
}
