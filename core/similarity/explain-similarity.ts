// Why two videos are alike: the terms that they share, in words for a person to read.

import { indexOfHash } from './hash-table.ts';
import type { SimilarityModel } from './model.ts';
import { personName } from './model.ts';
import { stringAt } from './string-table.ts';
import { kindOfTerm, makeTerm, textOfTerm } from './term.ts';
import type { TermKind } from './term.ts';
import { wordTerms } from './tokenizer.ts';
import type { TermSpellings } from './tokenizer.ts';
import { vectorOfVideo } from './vector.ts';
import type { Vector } from './vector.ts';

interface ExplainOptions {
  /** How many reasons at most. */
  readonly limit: number;
  /**
   * How terms are written, and the only ones that are named: words that others use stay theirs. Without
   * it all are named, and words are shown as stems.
   */
  readonly spellings?: TermSpellings;
}

export interface SimilarityReason {
  readonly term: string;
  readonly kind: TermKind;
  /** What it adds to the score: all reasons together come to the score, when all are named. */
  readonly weight: number;
}

/**
 * The heaviest reasons for which the video of `hash` is like the vector that it was ranked by; none
 * when the model does not know it.
 *
 * A shared name stands for its words as well, and a pair of words for both: `Jane Doe` is one
 * reason, not four.
 */
export function explainSimilarity(
  model: SimilarityModel,
  pair: { readonly vector: Vector; readonly hash: string },
  { limit, spellings }: ExplainOptions,
): SimilarityReason[] {
  return mergeWords(sharedTerms(model, pair))
    .filter(({ term }) => spellings?.has(term) ?? true)
    .slice(0, limit)
    .map(({ place, term, kind, weight }) => ({
      term: spellings?.get(term) ?? personName(model, place) ?? textOfTerm(term),
      kind,
      weight,
    }));
}

interface SharedTerm {
  readonly place: number;
  readonly term: string;
  readonly kind: TermKind;
  readonly weight: number;
}

function sharedTerms(
  model: SimilarityModel,
  { vector, hash }: { readonly vector: Vector; readonly hash: string },
): SharedTerm[] {
  const video = indexOfHash(model.hashes, hash);
  if (video === undefined) return [];
  return [...vectorOfVideo(model, video)].flatMap(([place, videoWeight]) => {
    const weight = (vector.get(place) ?? 0) * videoWeight;
    if (weight === 0) return [];
    const term = stringAt(model.vocabulary, place);
    const kind = kindOfTerm(term);
    return kind === undefined ? [] : [{ place, term, kind, weight }];
  });
}

/** How much a term may stand for: names, then pairs of words, then words. */
function breadthOf({ kind, term }: SharedTerm): number {
  if (kind !== 'word') return 2;
  return term.includes(' ') ? 1 : 0;
}

/** The terms that a name or a pair of words stands for. */
function partsOf({ kind, term }: SharedTerm): string[] {
  const text = textOfTerm(term);
  if (kind !== 'word') return wordTerms(text);
  return text.includes(' ') ? text.split(' ').map((stem) => makeTerm('word', stem)) : [];
}

/** Adds the weight of words to that of the term which stands for them; heaviest first. */
function mergeWords(shared: readonly SharedTerm[]): SharedTerm[] {
  const byWeight = (a: SharedTerm, b: SharedTerm) => b.weight - a.weight || a.place - b.place;
  const open = new Map(shared.map((term) => [term.term, term]));
  const merged: SharedTerm[] = [];
  for (const whole of shared.toSorted((a, b) => breadthOf(b) - breadthOf(a) || byWeight(a, b))) {
    if (!open.delete(whole.term)) continue;
    let { weight } = whole;
    for (const part of partsOf(whole)) {
      weight += open.get(part)?.weight ?? 0;
      open.delete(part);
    }
    merged.push({ ...whole, weight });
  }
  return merged.sort(byWeight);
}
