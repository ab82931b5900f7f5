// The viewers of converted videos, by the id that each player gives itself. Ends those who have gone.

import { HlsSession, type ConvertedVideo, type HlsSessionParts } from './hls-session.ts';

/** Without a request for this long a viewer has gone: a player asks for a segment every few seconds, a paused one for none. */
const IDLE_MS = 30_000;

interface Watched {
  readonly session: HlsSession;
  readonly idleTimer: NodeJS.Timeout;
}

/** All sessions of a server. */
export class HlsSessions {
  readonly #parts: HlsSessionParts;
  readonly #watched = new Map<string, Watched>();

  constructor(parts: HlsSessionParts) {
    this.#parts = parts;
  }

  /** Sessions now. */
  get size(): number {
    return this.#watched.size;
  }

  /** The session of an id; a new one when it is new, was idle for 30 s, or watches something else now. */
  async of(sessionId: string, video: ConvertedVideo): Promise<HlsSession> {
    const known = this.#watched.get(sessionId);
    if (known !== undefined && isSame(known.session.video, video)) {
      known.idleTimer.refresh();
      return known.session;
    }
    const session = new HlsSession(video, this.#parts);
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
    if (this.#watched.get(sessionId)?.session === session) await this.end(sessionId);
  }
}

function isSame(a: ConvertedVideo, b: ConvertedVideo): boolean {
  return a.hash === b.hash && a.conversion === b.conversion && a.audioTrack === b.audioTrack;
}

async function stop({ session, idleTimer }: Watched): Promise<void> {
  clearTimeout(idleTimer);
  await session.end();
}
