// Lets the first few of many alike messages through. Pure: the caller tells the time and what is alike.

/** So many of a kind are let through, then none until {@link QUIET_MS} after the first one. */
export const SHOWN_OF_A_KIND = 3;
const QUIET_MS = 60_000;

interface Kind {
  readonly firstMs: number;
  readonly count: number;
}

/** Remembers kinds of messages; a program has few. */
export class RepeatLimiter {
  readonly #kinds = new Map<string, Kind>();

  /** `last` is shown with a remark that more of this kind follow unseen. */
  judge(kind: string, nowMs: number): 'show' | 'last' | 'hide' {
    const known = this.#kinds.get(kind);
    const isOver = known === undefined || nowMs - known.firstMs >= QUIET_MS;
    const count = isOver ? 1 : known.count + 1;
    this.#kinds.set(kind, { firstMs: isOver ? nowMs : known.firstMs, count });
    if (count < SHOWN_OF_A_KIND) return 'show';
    return count === SHOWN_OF_A_KIND ? 'last' : 'hide';
  }
}
