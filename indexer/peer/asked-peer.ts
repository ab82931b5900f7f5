// Asks a thread or a process of our own one question at a time. Owns waiting and giving up; knows no question.

/** A thread or process that answers each message with one message. It keeps no program alive unless told to. */
export interface Peer<Question, Answer> {
  readonly send: (question: Question) => void;
  readonly onAnswer: (listener: (answer: Answer) => void) => void;
  /** Called once, when it ends for whatever reason; also when it had ended before. */
  readonly onEnd: (listener: (reason: Error) => void) => void;
  readonly keepProgramAlive: (isAlive: boolean) => void;
  /** Ends it, even in the middle of an endless loop; files that it opened are closed. */
  readonly end: () => Promise<void>;
}

/** How long an answer is waited for. */
export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  /** @default no limit */
  readonly timeoutMs?: number;
}

/** A {@link Peer} and the question that it is at. */
export class AskedPeer<Question, Answer> {
  readonly #peer: Peer<Question, Answer>;
  #open: PromiseWithResolvers<Answer> | undefined;
  #endedBy: Error | undefined;

  constructor(peer: Peer<Question, Answer>) {
    this.#peer = peer;
    peer.onAnswer((answer) => this.#open?.resolve(answer));
    peer.onEnd((reason) => {
      this.#endedBy = reason;
      this.#open?.reject(reason);
    });
  }

  /**
   * Sends `question` and resolves with the answer. Where this fails, the peer may still be at work: end it.
   *
   * @throws what ended the peer, the signal's reason, or an Error when the time is over.
   */
  async ask(question: Question, { signal, timeoutMs }: AskOptions = {}): Promise<Answer> {
    signal?.throwIfAborted();
    if (this.#endedBy !== undefined) throw this.#endedBy;
    const open = Promise.withResolvers<Answer>();
    const onAbort = () => open.reject(signal?.reason);
    const onTimeout = () => open.reject(new Error(`no answer within ${timeoutMs ?? 0} ms`));
    const timer = timeoutMs === undefined ? undefined : setTimeout(onTimeout, timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#open = open;
    this.#peer.keepProgramAlive(true);
    this.#peer.send(question);
    try {
      return await open.promise;
    } finally {
      this.#open = undefined;
      this.#peer.keepProgramAlive(false);
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** Ends the peer; an open question fails. */
  async end(): Promise<void> {
    await this.#peer.end();
  }
}
