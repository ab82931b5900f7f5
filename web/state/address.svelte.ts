// A page's state kept in its address: links lead to it, back and forward change it, reloading keeps it.

/** How a state is read from the query of an address and written to one. */
export interface AddressFormat<State> {
  readonly parse: (search: string) => State;
  readonly write: (state: State) => URLSearchParams;
}

/** The state of the page that it is made in. */
export class Address<State> {
  readonly #format: AddressFormat<State>;
  #search = $state.raw(location.search);
  readonly #state = $derived.by(() => this.#format.parse(this.#search));

  constructor(format: AddressFormat<State>) {
    this.#format = format;
  }

  /** What the address says now. */
  get state(): State {
    return this.#state;
  }

  /** The address of a state, for links. */
  href(state: State): string {
    const query = this.#format.write(state).toString();
    return query === '' ? location.pathname : `${location.pathname}?${query}`;
  }

  /** Goes to a state, as a link does: back returns from it. */
  push(state: State): void {
    const href = this.href(state);
    if (href !== location.pathname + location.search) history.pushState(null, '', href);
    this.#search = location.search;
  }

  /** Changes the state where it stands. */
  replace(state: State): void {
    history.replaceState(null, '', this.href(state));
    this.#search = location.search;
  }

  /** Follows back and forward; `onmove` is called after each. Returns what ends it. */
  follow(onmove: () => void): () => void {
    const move = () => {
      this.#search = location.search;
      onmove();
    };
    window.addEventListener('popstate', move);
    return () => window.removeEventListener('popstate', move);
  }
}
