// The rules of the disk budget of previews. Pure.

/**
 * Shares of the budget: teasers are dropped down to the first, and made ahead only below the second. So dropping makes no
 * room in which the same ones would be made again.
 */
const TRIMMED_RATIO = 0.95;
const AHEAD_RATIO = 0.9;

/** How many bytes have to go; 0 within the budget. */
export function excessBytes(bytes: number, budgetBytes: number): number {
  return bytes > budgetBytes ? bytes - budgetBytes * TRIMMED_RATIO : 0;
}

/** Whether teasers are made that nobody waits for. */
export function hasRoomAhead(bytes: number, budgetBytes: number): boolean {
  return bytes < budgetBytes * AHEAD_RATIO;
}
