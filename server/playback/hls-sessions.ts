// The viewers of converted videos, by the id that each player gives itself. Ends those who have gone.

import type { Encoder } from '../../core/config-schema.ts';
import { HlsSession, type ConvertedVideo, type HlsSessionParts } from './hls-session.ts';

/** Without a request for this long a viewer has gone: a player asks for a segment every few seconds, a paused one for none. */
const IDLE_MS = 30_000;

/** What the sessions are made of; the encoder is tried when it is first asked for. */
export interface HlsSessionsParts extends Omit<HlsSessionParts, 'encoder'> {
  readonly encoder: () => Promise<Encoder>;
}

interface Watched {
  readonly session: HlsSession;
  readonly idleTimer: NodeJS.Timeout;
}

/** All sessions of a server. */
export class HlsSessions {
  readonly #parts: HlsSessionsParts;
  readonly #watched = new Map<string, Watched>();

  constructor(parts: HlsSessionsParts) {
    this.#parts = parts;
  }

  /** Sessions now. */
  get size(): number {
    return this.#watched.size;
  }

  /** Tries the encoder, so that what is wrong with it is known before somebody watches. */
  async prepare(): Promise<void> {
    await this.#parts.encoder();
  }

  /** The session of an id; a new one when it is new, was idle for 30 s, or watches something else now. */
  async of(sessionId: string, video: ConvertedVideo): Promise<HlsSession> {
    const encoder = await this.#parts.encoder();
    const known = this.#watched.get(sessionId);
    if (known !== undefined && isSame(known.session.video, video)) {
      known.idleTimer.refresh();
      return known.session;
    }
    const session = new HlsSession(video, { ...this.#parts, encoder });
    const idleTimer = setTimeout(() => void this.#endIf(sessionId, session), IDLE_MS);
    this.#watched.set(sessionId, { session, idleTimer });
    if (known !== undefined) await stop(known);
    return session;
  }

  /** Ends a session at once; false for an unknown one. */
  async end(sessionId: string): Promise<boolean> {
    const watched = this.#watched.get(sessionId);
    this.#watched.delete(sessionId);
    if (watched !== undefined) await stop(watched);
    return watched !== undefined;
  }

  /** Ends all sessions. */
  async close(): Promise<void> {
    await Promise.all(
      [...this.#watched.keys()].map(async (sessionId) => await this.end(sessionId)),
    );
  }

  async #endIf(sessionId: string, session: HlsSession): Promise<void> {
    const watched = this.#watched.get(sessionId);
    if (watched?.session !== session) return;
    // A viewer who waits for a slow machine has not gone.
    if (session.isWaitedFor) watched.idleTimer.refresh();
    else await this.end(sessionId);
  }
}

function isSame(a: ConvertedVideo, b: ConvertedVideo): boolean {
  return (
    a.hash === b.hash &&
    a.path === b.path &&
    a.conversion === b.conversion &&
    a.audioTrack === b.audioTrack
  );
}

async function stop({ session, idleTimer }: Watched): Promise<void> {
  clearTimeout(idleTimer);
  await session.end();
}
