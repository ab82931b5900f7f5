// How many conversions may run at once. Keeps count; starts nothing.

import type { Conversion } from '../../core/contract/playback.ts';
import { UnavailableError } from '../../core/errors.ts';

/** Copying costs little but a file handle and a process each. */
const MOST_REMUXES = 16;
const RETRY_AFTER_S = 10;

/** Counts the conversions of a server. */
export class ConversionSlots {
  readonly #most: Readonly<Record<Conversion, number>>;
  readonly #taken: Record<Conversion, number> = { remux: 0, transcode: 0 };

  constructor(settings: { readonly transcodes: number }) {
    this.#most = { remux: MOST_REMUXES, transcode: settings.transcodes };
  }

  /** Conversions under way. */
  get taken(): Readonly<Record<Conversion, number>> {
    return { ...this.#taken };
  }

  /** Takes a slot and returns what gives it back. @throws UnavailableError `conversions_full` when there is none. */
  take(conversion: Conversion): () => void {
    const most = this.#most[conversion];
    if (this.#taken[conversion] >= most) throw fullError(conversion, most);
    this.#taken[conversion] += 1;
    return () => (this.#taken[conversion] -= 1);
  }
}

function fullError(conversion: Conversion, most: number): UnavailableError {
  const remedy =
    conversion === 'transcode'
      ? 'Try again when one of them ends; the setting playback.transcodes allows more.'
      : 'Try again when one of them ends.';
  const message = `The server is converting ${most === 1 ? 'a video' : `${most} videos`} for others at this moment. ${remedy}`;
  return new UnavailableError('conversions_full', message, { retryAfterS: RETRY_AFTER_S });
}
