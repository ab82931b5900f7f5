// How long a loop rests that looks for work in the catalogue.

/** Looking takes at most this part of the time, however long the queue of what cannot be done now. */
const LOOKING_SHARE = 0.1;

/** The limits of a rest, in milliseconds. */
export interface RestLimits {
  readonly leastMs: number;
  /** A look that took long may have waited for a lock or a busy machine, and there may be work now. */
  readonly mostMs: number;
}

/** Milliseconds until the next look after one that took `lookMs`. Pure. */
export function restAfterLookMs(lookMs: number, { leastMs, mostMs }: RestLimits): number {
  return Math.min(Math.max(leastMs, lookMs / LOOKING_SHARE), mostMs);
}
