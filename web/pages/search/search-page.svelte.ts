// The state of the search page: what the address asks for, what was typed since, the answer, and the numbers beside it.

import { parseQuery } from '../../../core/contract/query-language/parse-query.ts';
import type { SearchAnswer } from '../../../core/contract/search.ts';
import type { WordCloudAnswer } from '../../../core/contract/word-cloud.ts';
import {
  countedFacets,
  nextCounts,
  type SearchCounts,
} from '../../components/search/search-counts.ts';
import { fetchCounts, fetchWordCloud, searchVideos } from '../../lib/api.ts';
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
const cloudWords = 50;

/** Made once, by the page's component. */
export class SearchPage implements QueryBox {
  readonly address = new Address({ parse: parseSearchState, write: writeSearchState });
  readonly results: Resource<SearchAnswer>;
  /** Asked for when the results are there, which must not wait for them. */
  readonly counts: Resource<SearchCounts>;
  readonly cloud: Resource<WordCloudAnswer>;
  /** What stands in the search box; the address follows a moment later, with the filters that it names as parameters. */
  text = $state('');

  /** The search without what stands in the box. */
  #base: SearchState;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  /** The words are looked for only while they are in sight. */
  #isCloudShown = false;

  constructor() {
    this.#base = this.#takeOver();
    this.results = new Resource(async (signal) => {
      const answer = await searchVideos(this.address.state, { limit: pageLimit, signal });
      this.#loadNumbers();
      return answer;
    });
    this.counts = new Resource(async (signal) => {
      const counted = await fetchCounts(this.address.state, countedFacets, signal);
      return nextCounts(counted, this.counts.data);
    });
    this.cloud = new Resource((signal) => fetchWordCloud(this.address.state, cloudWords, signal));
  }

  /** Loads the first answer and follows back and forward. Returns what ends it. */
  start(): () => void {
    this.load();
    const unfollow = this.address.follow(() => {
      clearTimeout(this.#typingTimer);
      this.#base = this.#takeOver();
      this.load();
    });
    return () => {
      clearTimeout(this.#typingTimer);
      unfollow();
      for (const resource of [this.results, this.counts, this.cloud]) resource.stop();
    };
  }

  /** Asks for the answer anew; the numbers follow it. */
  load(): void {
    this.#stopNumbers();
    void this.results.load();
  }

  /** Takes what is being typed; the same place in the history for a whole text. */
  readonly type = (text: string): void => {
    this.text = text;
    this.#stopNumbers();
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => {
      this.address.replace(withTyped(this.#base, text, { isTyping: true }));
      this.load();
    }, pauseMs);
  };

  /** Takes what was typed for complete: the filters leave the box for the list of those that are on. */
  readonly commit = (): void => {
    this.#settle(withTyped(this.#base, this.text));
    this.load();
  };

  /** Goes to another search: a facet, an order, a page. Back returns from it. */
  go(state: SearchState): void {
    clearTimeout(this.#typingTimer);
    // A value that is only half typed counts among the words of the address: it is complete now.
    const q = state.q === this.address.state.q ? parseQuery(this.text).q : state.q;
    this.address.push({ ...state, q });
    this.#settle(this.address.state);
    this.load();
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

  /** Follows the search with the words of what it finds, or no longer. */
  showCloud(isShown: boolean): void {
    this.#isCloudShown = isShown;
    if (isShown) void this.cloud.load();
    else this.cloud.stop();
  }

  #loadNumbers(): void {
    void this.counts.load();
    if (this.#isCloudShown) void this.cloud.load();
  }

  #stopNumbers(): void {
    this.counts.stop();
    this.cloud.stop();
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
