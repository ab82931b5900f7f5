// Chooses among what fits, so that the choice does not repeat itself. Pure.

/** Something to choose from. */
export interface Candidate {
  /** Above 0. */
  readonly score: number;
  /** What it must not share with too many others, such as its studio and its performers. */
  readonly groups: readonly string[];
}

interface DiversifyOptions<T> {
  readonly limit: number;
  /** From 0 to 1. */
  readonly similarity: (a: T, b: T) => number;
}

/** How much fitting counts against being new. */
const RELEVANCE_SHARE = 0.7;
/** As long as there are others, no group has more than one in so many of what is chosen, and one. */
const GROUP_EVERY = 4;

/**
 * Up to `limit` candidates, each in turn the one of highest maximal marginal relevance,
 * `0.7 * score / best score - 0.3 * greatest similarity to one chosen before` (Carbonell and Goldstein 1998,
 * https://doi.org/10.1145/290941.291025), of those whose groups are not full. Of equals the first is chosen: the
 * choice is the same for the same candidates, and a longer one begins with the shorter.
 */
export function diversify<T extends Candidate>(
  candidates: readonly T[],
  { limit, similarity }: DiversifyOptions<T>,
): readonly T[] {
  const best = Math.max(...candidates.map(({ score }) => score));
  const open = candidates.map((candidate) => ({ candidate, closest: 0 }));
  const chosen: T[] = [];
  const counts = new Map<string, number>();
  while (chosen.length < limit && open.length > 0) {
    const quota = 1 + Math.floor(chosen.length / GROUP_EVERY);
    const hasRoom = ({ groups }: T) => groups.every((group) => (counts.get(group) ?? 0) < quota);
    const place = placeOfBest(open, best, hasRoom) ?? placeOfBest(open, best, () => true) ?? 0;
    const [taken] = open.splice(place, 1);
    if (taken === undefined) break;
    const { candidate } = taken;
    chosen.push(candidate);
    for (const group of candidate.groups) counts.set(group, (counts.get(group) ?? 0) + 1);
    for (const one of open)
      one.closest = Math.max(one.closest, similarity(one.candidate, candidate));
  }
  return chosen;
}

function placeOfBest<T extends Candidate>(
  open: readonly { readonly candidate: T; readonly closest: number }[],
  bestScore: number,
  isAllowed: (candidate: T) => boolean,
): number | undefined {
  let place: number | undefined;
  let highest = -Infinity;
  for (const [index, { candidate, closest }] of open.entries()) {
    const value = (RELEVANCE_SHARE * candidate.score) / bestScore - (1 - RELEVANCE_SHARE) * closest;
    if (value <= highest || !isAllowed(candidate)) continue;
    place = index;
    highest = value;
  }
  return place;
}
