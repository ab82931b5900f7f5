// Adds up what is really played and reports it: every few seconds, on a pause, and on leaving.

import type { RecordViewBody } from '../../../core/contract/video.ts';

/** Between two reports of steady playing, in seconds played. */
const everyS = 5;

/** Less than this was a look, not a view; it is not reported. */
const leastS = 1;

/** Time updates come four times a second, in a background tab once; a longer gap was a stall. */
const longestStepMs = 1_500;

export class WatchReporter {
  readonly #send: (report: RecordViewBody) => Promise<unknown>;
  #lastTickMs: number | undefined;
  #unreportedS = 0;
  #reportedPositionS: number | undefined;

  /** @param send delivers one report; what it rejects is reported again with the next */
  constructor(send: (report: RecordViewBody) => Promise<unknown>) {
    this.#send = send;
  }

  /** Takes a sign of playing. `nowMs` is any clock that does not jump. */
  tick(positionS: number, nowMs: number): void {
    if (this.#lastTickMs !== undefined) {
      const stepMs = Math.min(Math.max(0, nowMs - this.#lastTickMs), longestStepMs);
      this.#unreportedS += stepMs / 1000;
    }
    this.#lastTickMs = nowMs;
    if (this.#unreportedS >= everyS) this.flush(positionS);
  }

  /** Playing stopped or jumped: the time until the next tick does not count. */
  interrupt(): void {
    this.#lastTickMs = undefined;
  }

  /** Reports now, if there is anything new to say: something was played, or after that the position moved. */
  flush(positionS: number): void {
    const hasMoved =
      this.#reportedPositionS !== undefined && Math.abs(positionS - this.#reportedPositionS) >= 1;
    const isWorthIt = this.#reportedPositionS !== undefined || this.#unreportedS >= leastS;
    if (!isWorthIt || (this.#unreportedS === 0 && !hasMoved)) return;
    const watchedS = Math.round(this.#unreportedS * 1000) / 1000;
    this.#unreportedS = 0;
    this.#reportedPositionS = positionS;
    this.#send({ positionS: Math.max(0, positionS), watchedS }).catch(() => {
      this.#unreportedS += watchedS;
    });
  }
}
