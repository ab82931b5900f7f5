// The state of one performer's or studio's page: whose it is, their videos, and who is like them.

import { writeWantedValue } from '../../../core/contract/chosen-value.ts';
import type { SearchAnswer, SimilarPeopleAnswer } from '../../../core/contract/search.ts';
import { fetchSimilarPeople, searchVideos, type PeopleKind } from '../../lib/api.ts';
import { parsePersonState, writePersonState, type PersonState } from '../../lib/person-state.ts';
import { withPatch, type SearchState } from '../../lib/url-state.ts';
import { Address } from '../../state/address.svelte.ts';
import { Resource } from '../../state/resource.svelte.ts';

export const personLimit = 36;

/** Made once, by the page's component. */
export class PersonPage {
  readonly address = new Address<PersonState>({ parse: parsePersonState, write: writePersonState });
  readonly videos: Resource<SearchAnswer>;
  readonly similar: Resource<SimilarPeopleAnswer>;
  readonly #kind: PeopleKind;

  constructor(kind: PeopleKind) {
    this.#kind = kind;
    this.videos = new Resource((signal) =>
      searchVideos(this.search, { limit: personLimit, signal }),
    );
    this.similar = new Resource((signal) =>
      fetchSimilarPeople(kind, this.address.state.name, signal),
    );
  }

  /** The search that finds this page's videos. */
  get search(): SearchState {
    const { name, ...rest } = this.address.state;
    return withPatch(rest, { [this.#kind]: [writeWantedValue(name)], page: rest.page });
  }

  /** Loads everything and follows back and forward. Returns what ends it. */
  start(): () => void {
    this.load();
    const unfollow = this.address.follow(() => this.load());
    return () => {
      unfollow();
      this.videos.stop();
      this.similar.stop();
    };
  }

  load(): void {
    if (this.address.state.name === '') return;
    void this.videos.load();
    void this.similar.load();
  }

  /** Goes to another order, on its first page, or to a page. Back returns from it. */
  change(patch: Partial<SearchState>): void {
    this.address.push({ ...this.address.state, page: 1, ...patch });
    void this.videos.load();
  }
}
