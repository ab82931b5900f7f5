// Finding values within one facet: among those that the page has, or by the server when it has more.

import type { NameFacet } from '../../../core/contract/search.ts';
import { fetchFacetValues } from '../../lib/api.ts';
import { facetEntries, labelOf, type Facet, type FacetEntry } from '../../lib/facets.ts';
import type { SearchState } from '../../lib/url-state.ts';
import { Resource } from '../../state/resource.svelte.ts';

/** The server counts so many values of a facet with a search; those that are chosen may come on top. */
const countedAtMost = 200;
const foundAtMost = 50;
const pauseMs = 120;

const searchable: readonly NameFacet[] = [
  'performers',
  'studio',
  'categories',
  'tags',
  'collection',
];

/** What a facet is shown with. */
export interface FacetSource {
  readonly facet: Facet;
  readonly counts: Readonly<Record<string, number>>;
  readonly search: SearchState;
}

/** Made by the component of a facet. */
export class FacetFinder {
  text = $state('');
  readonly found: Resource<Readonly<Record<string, number>>>;

  readonly #source: () => FacetSource;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(source: () => FacetSource) {
    this.#source = source;
    this.found = new Resource((signal) => this.#fetch(signal));
  }

  /** All values that there are, or those that match what is typed; in order, with the chosen ones. */
  readonly entries: readonly FacetEntry[] = $derived.by(() => {
    const { facet, counts, search } = this.#source();
    const known = this.#asked === undefined ? counts : (this.found.data ?? counts);
    const wanted = this.text.trim().toLocaleLowerCase();
    return facetEntries(facet, known, search).filter(
      ({ value }) =>
        // What the server found may match by another spelling.
        known === this.found.data ||
        labelOf(facet.parameter, value).toLocaleLowerCase().includes(wanted),
    );
  });

  /** Takes what is typed. */
  type(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    if (this.#asked === undefined) {
      this.found.stop();
      this.found.data = undefined;
    } else this.#timer = setTimeout(() => void this.found.load(), pauseMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.found.stop();
  }

  /** The facet that the server is asked about; undefined while everything is here. */
  get #asked(): NameFacet | undefined {
    const { facet, counts } = this.#source();
    if (this.text.trim() === '' || Object.keys(counts).length < countedAtMost) return undefined;
    return searchable.find((name) => name === facet.name);
  }

  async #fetch(signal: AbortSignal): Promise<Readonly<Record<string, number>>> {
    const facet = this.#asked;
    if (facet === undefined) return {};
    const options = { text: this.text.trim(), limit: foundAtMost, signal };
    const { values } = await fetchFacetValues(facet, this.#source().search, options);
    return Object.fromEntries(values.map(({ value, count }) => [value, count]));
  }
}
