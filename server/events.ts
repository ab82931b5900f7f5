// What changes, sent to open pages as it happens.

import type { ServerResponse } from 'node:http';
import { createChannel, createSession } from 'better-sse';
import type { Context } from 'koa';
import { readCounters } from '../core/catalogue/counters.ts';
import type { Catalogue } from '../core/catalogue/open-catalogue.ts';
import type { ServerEvents } from '../core/contract/events.ts';
import type { Log } from '../core/log.ts';

/** How often the catalogue is looked at while a page is open. */
const POLL_MS = 500;

interface FeedParts<Status> {
  readonly catalogue: Catalogue;
  readonly readStatus: () => Promise<Status>;
  readonly log: Log;
}

/** Watches the catalogue while somebody listens, and tells every open page what they may know. */
export class EventFeed<Status> {
  readonly #channel = createChannel();
  readonly #answers = new Set<ServerResponse>();
  readonly #parts: FeedParts<Status>;
  #timer: NodeJS.Timeout | undefined;
  #lastStatus = '';
  #lastRevision: number | undefined;
  #isClosed = false;

  constructor(parts: FeedParts<Status>) {
    this.#parts = parts;
  }

  /**
   * Turns the request into a stream of events that lasts until the page is closed.
   *
   * @throws whatever keeps the status from being read; then the stream has ended.
   */
  async open(ctx: Context): Promise<void> {
    // Koa's default of 404 would be sent as the head of the stream.
    ctx.status = 200;
    ctx.respond = false;
    const session = await createSession(ctx.req, ctx.res);
    this.#answers.add(ctx.res);
    ctx.res.once('close', () => this.#answers.delete(ctx.res));
    this.#channel.register(session);
    try {
      // What changes from here on is told, not only what changes after the first look.
      this.#lastRevision ??= await this.#readRevision();
      session.push(await this.#parts.readStatus(), 'status' satisfies keyof ServerEvents);
    } catch (error) {
      // An open stream that says nothing would be waited at for ever; the browser asks again for one that ended.
      ctx.res.end();
      throw error;
    }
    if (this.#timer === undefined && !this.#isClosed) this.#schedule();
  }

  /** Ends all streams: a server cannot close while they are open. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    for (const answer of this.#answers) answer.end();
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      void this.#look().finally(() => {
        this.#timer = undefined;
        if (this.#channel.sessionCount > 0 && !this.#isClosed) this.#schedule();
      });
    }, POLL_MS);
  }

  async #look(): Promise<void> {
    try {
      const status = await this.#parts.readStatus();
      const revision = await this.#readRevision();
      const telling = JSON.stringify(status, withoutHeartbeats);
      if (telling !== this.#lastStatus) this.#broadcast('status', status);
      if (revision !== this.#lastRevision) this.#broadcast('library', { revision });
      this.#lastStatus = telling;
      this.#lastRevision = revision;
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'the status could not be read');
    }
  }

  async #readRevision(): Promise<number> {
    const { library, filters } = await readCounters(this.#parts.catalogue);
    return library + filters;
  }

  #broadcast<Name extends keyof ServerEvents>(name: Name, data: ServerEvents<Status>[Name]): void {
    this.#channel.broadcast(data, name);
  }
}

/** They change all the time and tell nothing new. */
function withoutHeartbeats(key: string, value: unknown): unknown {
  return key === 'lastSeenAt' ? undefined : value;
}
