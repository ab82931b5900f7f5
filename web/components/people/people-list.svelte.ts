// The state of a list of performers or studios: what the address asks for, what is being typed, the answer.

import type { PeopleAnswer } from '../../../core/contract/people.ts';
import { fetchPeople, type PeopleKind } from '../../lib/api.ts';
import { parsePeopleState, writePeopleState, type PeopleState } from '../../lib/people-state.ts';
import { Address } from '../../state/address.svelte.ts';
import { Resource } from '../../state/resource.svelte.ts';

export const peopleLimit = 60;

const pauseMs = 80;

/** Made once, by the page's component. */
export class PeopleList {
  readonly address = new Address({ parse: parsePeopleState, write: writePeopleState });
  readonly people: Resource<PeopleAnswer>;
  /** What stands in the text box; the address follows a moment later. */
  text = $state('');

  #typingTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(kind: PeopleKind) {
    this.text = this.address.state.q;
    this.people = new Resource((signal) =>
      fetchPeople(kind, { ...this.address.state, limit: peopleLimit }, signal),
    );
  }

  /** Loads the first answer and follows back and forward. Returns what ends it. */
  start(): () => void {
    const load = () => void this.people.load();
    load();
    const unfollow = this.address.follow(() => {
      clearTimeout(this.#typingTimer);
      this.text = this.address.state.q;
      load();
    });
    return () => {
      clearTimeout(this.#typingTimer);
      unfollow();
      this.people.stop();
    };
  }

  /** Takes what is being typed; the same place in the history for a whole text. */
  type(text: string): void {
    this.text = text;
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => {
      this.address.replace({ ...this.address.state, q: text, page: 1 });
      void this.people.load();
    }, pauseMs);
  }

  /** Goes to another order, on its first page, or to a page. Back returns from it. */
  go(patch: Partial<PeopleState>): void {
    clearTimeout(this.#typingTimer);
    this.address.push({ ...this.address.state, page: 1, ...patch, q: this.text });
    void this.people.load();
  }
}
