// Several threads or processes of one kind that share the questions. Owns their lives: one that fails is ended and replaced.

import PQueue from 'p-queue';
import { type AskOptions, AskedPeer, type Peer } from './asked-peer.ts';

/** Asks as many peers at once as it may have; further questions wait. */
export class PeerPool<Question, Answer> {
  readonly #start: () => Peer<Question, Answer>;
  readonly #questions: PQueue;
  readonly #peers = new Set<AskedPeer<Question, Answer>>();
  readonly #idle: AskedPeer<Question, Answer>[] = [];

  /**
   * @param start makes a peer; called when a question finds none idle
   * @param size peers at the same time, at least 1
   */
  constructor(start: () => Peer<Question, Answer>, size: number) {
    this.#start = start;
    this.#questions = new PQueue({ concurrency: size });
  }

  /**
   * Asks a peer. The time limit counts from when it is asked. Where this fails, the peer was ended, in the middle of
   * whatever it was at.
   *
   * @throws as `AskedPeer.ask` does.
   */
  async ask(question: Question, options: AskOptions = {}): Promise<Answer> {
    const { signal } = options;
    return await this.#questions.add(
      () => this.#askIdle(question, options),
      signal === undefined ? {} : { signal },
    );
  }

  /** Ends all peers; open questions fail. A later question would start another. */
  async end(): Promise<void> {
    await Promise.all([...this.#peers].map((peer) => this.#drop(peer)));
  }

  async #askIdle(question: Question, options: AskOptions): Promise<Answer> {
    const peer = this.#idle.pop() ?? new AskedPeer(this.#start());
    this.#peers.add(peer);
    try {
      const answer = await peer.ask(question, options);
      if (this.#peers.has(peer)) this.#idle.push(peer);
      return answer;
    } catch (error) {
      // Not awaited: one that waits for a disk does not end before the disk answers.
      void this.#drop(peer);
      throw error;
    }
  }

  async #drop(peer: AskedPeer<Question, Answer>): Promise<void> {
    this.#peers.delete(peer);
    const at = this.#idle.indexOf(peer);
    if (at >= 0) this.#idle.splice(at, 1);
    await peer.end();
  }
}
