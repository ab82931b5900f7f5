// The site's content filters as they are now. Every read that a visitor can make asks here first.

import { readCounters } from '../../core/catalogue/counters.ts';
import type { FilterStore } from '../../core/catalogue/filter-store.ts';
import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { compileContentFilter, type CompiledContentFilter } from '../../meili/content-filter.ts';

/** Compiles the active rules again whenever one was changed, by this process or another. */
export class SiteFilter {
  readonly #catalogue: Catalogue;
  readonly #filters: FilterStore;
  #revision = -1;
  #compiled: CompiledContentFilter = compileContentFilter([]);

  constructor(catalogue: Catalogue, filters: FilterStore) {
    this.#catalogue = catalogue;
    this.#filters = filters;
  }

  /** The rules in force at this moment. */
  async current(): Promise<CompiledContentFilter> {
    const counters = await readCounters(this.#catalogue);
    if (counters.filters !== this.#revision) {
      this.#compiled = compileContentFilter(await this.#filters.all());
      this.#revision = counters.filters;
    }
    return this.#compiled;
  }
}
