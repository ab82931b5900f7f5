// Finds the highest of many scores in one pass, without sorting them all.

/** So many scores in a row have one peak. */
const SPAN = 256;

/** For each 256 scores in a row the highest of them: where that is too low, none of them is looked at again. */
export function peaksOf(scores: Float64Array): Float64Array {
  const peaks = new Float64Array(Math.ceil(scores.length / SPAN));
  for (let place = 0; place < peaks.length; place += 1) {
    const end = Math.min((place + 1) * SPAN, scores.length);
    let peak = 0;
    for (let index = place * SPAN; index < end; index += 1) {
      const score = scores[index] ?? 0;
      if (score > peak) peak = score;
    }
    peaks[place] = peak;
  }
  return peaks;
}

interface TopOptions {
  /** What a score must exceed to count, at least 0. @default 0 */
  readonly above?: number;
  /** Those of the scores, or of higher ones that there were. @default made for the occasion */
  readonly peaks?: Float64Array;
}

/** The indices of the `limit` highest scores, highest first; of equals the lower index. */
export function topScores(
  scores: Float64Array,
  limit: number,
  { above = 0, peaks = peaksOf(scores) }: TopOptions = {},
): number[] {
  if (limit < 1) return [];
  const scoreOf = (index: number | undefined) => (index === undefined ? 0 : (scores[index] ?? 0));
  const byRank = (a: number, b: number) => scoreOf(b) - scoreOf(a) || a - b;
  // A binary heap: each index ranks below its children, so the root is the one to drop.
  const kept: number[] = [];
  // What a score must exceed. Indices rise, so one that equals the worst kept comes too late.
  let bar = above;
  for (let place = 0; place < peaks.length; place += 1) {
    if ((peaks[place] ?? 0) <= bar) continue;
    const end = Math.min((place + 1) * SPAN, scores.length);
    for (let index = place * SPAN; index < end; index += 1) {
      if ((scores[index] ?? 0) <= bar) continue;
      if (kept.length < limit) siftUp(kept, index, byRank);
      else siftDown(kept, index, byRank);
      if (kept.length >= limit) bar = scoreOf(kept[0]);
    }
  }
  return kept.sort(byRank);
}

type Order = (a: number, b: number) => number;

/** Adds `index` to the heap. */
function siftUp(heap: number[], index: number, byRank: Order): void {
  let hole = heap.length;
  while (hole > 0) {
    const parent = (hole - 1) >>> 1;
    const above = heap[parent];
    if (above === undefined || byRank(above, index) >= 0) break;
    heap[hole] = above;
    hole = parent;
  }
  heap[hole] = index;
}

/** Puts `index` in the place of the root. */
function siftDown(heap: number[], index: number, byRank: Order): void {
  let hole = 0;
  for (;;) {
    const left = heap[hole * 2 + 1];
    if (left === undefined) break;
    const right = heap[hole * 2 + 2];
    const takesRight = right !== undefined && byRank(right, left) > 0;
    const below = takesRight ? right : left;
    if (byRank(below, index) <= 0) break;
    heap[hole] = below;
    hole = hole * 2 + (takesRight ? 2 : 1);
  }
  heap[hole] = index;
}
