// How much each term of a query counts when the kinds of terms are given weights.

import { kindOfTerm, textOfTerm } from './term.ts';
import type { KindWeights } from './term.ts';
import type { TermCounts } from './term-counts.ts';
import { wordTerms } from './tokenizer.ts';

/**
 * By term, the weight of its kind. A word that comes from a name counts as the name does, so that
 * without performers `Jane Doe` does not come back as two words; one that the title has too counts by
 * its share in both.
 */
export function kindFactors(counts: TermCounts, weights: KindWeights): ReadonlyMap<string, number> {
  const factors = new Map<string, number>();
  const fromNames = new Map<string, { count: number; weight: number }>();
  for (const term of counts.keys()) {
    const kind = kindOfTerm(term);
    if (kind === undefined || kind === 'word') continue;
    const weight = weights[kind] ?? 1;
    factors.set(term, weight);
    for (const word of wordTerms(textOfTerm(term))) {
      const sum = fromNames.get(word) ?? { count: 0, weight: 0 };
      fromNames.set(word, { count: sum.count + 1, weight: sum.weight + weight });
    }
  }
  for (const [term, count] of counts) {
    if (factors.has(term)) continue;
    const named = fromNames.get(term) ?? { count: 0, weight: 0 };
    const others = Math.max(0, count - named.count);
    factors.set(term, (named.weight + others * (weights.word ?? 1)) / (named.count + others));
  }
  return factors;
}
