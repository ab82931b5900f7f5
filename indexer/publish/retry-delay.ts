// How long to wait before Meilisearch is tried again. Pure.

const FIRST_MS = 250;
/** Short, because a person may be waiting for a search that works again; a try costs one request. */
const LONGEST_MS = 5000;

/** Doubles with every failure up to 5 s; between half and all of that, so that several programs do not come at once. */
export function retryDelayMs(failures: number, random: number): number {
  const longestMs = Math.min(FIRST_MS * 2 ** Math.max(0, failures - 1), LONGEST_MS);
  return longestMs * (0.5 + random / 2);
}
