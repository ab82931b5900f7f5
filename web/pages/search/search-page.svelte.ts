// The state of the search page: what the address asks for, what was typed since, and the answer.

import { parseQuery } from '../../../core/contract/query-language/parse-query.ts';
import type { SearchAnswer } from '../../../core/contract/search.ts';
import { searchVideos } from '../../lib/api.ts';
import { facets } from '../../lib/facets.ts';
import type { QueryBox } from '../../lib/query-box.ts';
import { withTyped } from '../../lib/typed-query.ts';
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
export class SearchPage implements QueryBox {
  readonly address = new Address({ parse: parseSearchState, write: writeSearchState });
  readonly results: Resource<SearchAnswer>;
  /** What stands in the search box; the address follows a moment later, with the filters that it names as parameters. */
  text = $state('');

  /** The search without what stands in the box. */
  #base: SearchState;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.#base = this.#takeOver();
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
      this.#base = this.#takeOver();
      load();
    });
    return () => {
      clearTimeout(this.#typingTimer);
      unfollow();
      this.results.stop();
    };
  }

  /** Takes what is being typed; the same place in the history for a whole text. */
  readonly type = (text: string): void => {
    this.text = text;
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => {
      this.address.replace(withTyped(this.#base, text, { isTyping: true }));
      void this.results.load();
    }, pauseMs);
  };

  /** Takes what was typed for complete: the filters leave the box for the list of those that are on. */
  readonly commit = (): void => {
    this.#settle(withTyped(this.#base, this.text));
    void this.results.load();
  };

  /** Goes to another search: a facet, an order, a page. Back returns from it. */
  go(state: SearchState): void {
    clearTimeout(this.#typingTimer);
    const { q } = parseQuery(this.text);
    this.address.push({ ...state, q });
    this.#settle(this.address.state);
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

  /** An address may have been typed as well, or come from the search box of another page. */
  #takeOver(): SearchState {
    const { state } = this.address;
    return this.#settle({ ...withTyped(state, state.q), page: state.page });
  }

  /** Shows a state as the address and its words in the box. */
  #settle(state: SearchState): SearchState {
    clearTimeout(this.#typingTimer);
    this.address.replace(state);
    this.text = state.q;
    this.#base = { ...state, q: '' };
    return this.#base;
  }
}
