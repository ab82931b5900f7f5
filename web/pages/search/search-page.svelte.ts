// The state of the search page: what the address asks for, what was typed since, and the answer.

import type { SearchAnswer } from '../../../core/contract/search.ts';
import { searchVideos } from '../../lib/api.ts';
import { facets } from '../../lib/facets.ts';
import {
  parseSearchState,
  withPatch,
  writeSearchState,
  type SearchState,
} from '../../lib/url-state.ts';
import { Address } from '../../state/address.svelte.ts';
import { Resource } from '../../state/resource.svelte.ts';

export const pageLimit = 48;

/** How long typing must pause before it is searched for: shorter than a keystroke of most people. */
const pauseMs = 80;

const facetNames = facets.map(({ name }) => name);

/** Made once, by the page's component. */
export class SearchPage {
  readonly address = new Address({ parse: parseSearchState, write: writeSearchState });
  readonly results: Resource<SearchAnswer>;
  /** What stands in the search box; the address follows a moment later. */
  text = $state('');

  #typingTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.text = this.address.state.q;
    this.results = new Resource((signal) =>
      searchVideos(this.address.state, { limit: pageLimit, facets: facetNames, signal }),
    );
  }

  /** Loads the first answer and follows back and forward. Returns what ends it. */
  start(): () => void {
    const load = () => void this.results.load();
    load();
    const unfollow = this.address.follow(() => {
      clearTimeout(this.#typingTimer);
      this.text = this.address.state.q;
      load();
    });
    return () => {
      clearTimeout(this.#typingTimer);
      unfollow();
      this.results.stop();
    };
  }

  /** Takes what is being typed; the same place in the history for a whole text. */
  type(text: string): void {
    this.text = text;
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => {
      this.address.replace(withPatch(this.address.state, { q: text }));
      void this.results.load();
    }, pauseMs);
  }

  /** Goes to another search: a facet, an order, a page. Back returns from it. */
  go(state: SearchState): void {
    clearTimeout(this.#typingTimer);
    this.address.push({ ...state, q: this.text });
    void this.results.load();
  }

  /** Changes some fields of the search, back on its first page. */
  change(patch: Partial<SearchState>): void {
    this.go(withPatch(this.address.state, patch));
  }

  /** Turns to a page and shows its top. */
  turnTo(page: number): void {
    this.change({ page });
    window.scrollTo({ top: 0 });
  }
}
