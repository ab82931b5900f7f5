// The length of a video, coarse enough that the engine can count all lengths at once. Pure.

/** Seconds of a slot: a divisor of the ends of all ranges and bars that are counted by slots. */
export const DURATION_SLOT_S = 10;

/** Longer ones share the last slot, so that whatever files claim there are at most 8,641. */
export const LAST_DURATION_SLOT = (24 * 3600) / DURATION_SLOT_S;

/** The slot of a length, from 0; lengths of 24 hours and more share one. */
export function durationSlot(durationS: number): number {
  return Math.min(Math.floor(durationS / DURATION_SLOT_S), LAST_DURATION_SLOT);
}
