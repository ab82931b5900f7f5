// Which of the terms of a cloud stand for others: a name for its words, a pair of words for both. Pure.

import { makeTerm, textOfTerm } from './term.ts';
import type { TermKind } from './term.ts';
import { wordTerms } from './tokenizer.ts';

interface CountedTerm {
  readonly term: string;
  readonly kind: TermKind;
  readonly weight: number;
  readonly videoCount: number;
}

/** A term stands for a word that is mostly part of it: in at least this share of the word's videos. */
const PART_SHARE = 0.5;

/**
 * The terms that are left, the heaviest first: of a name and its words, and of a pair and its words, one or the other is
 * shown. The whole is, where the words are mostly part of such wholes; else whatever is heavier. Of names that read alike
 * the heaviest is left.
 */
export function mergeCloudTerms<Term extends CountedTerm>(terms: readonly Term[]): readonly Term[] {
  const byTerm = new Map(terms.map((term) => [term.term, term]));
  const wholes = terms.map((term) => ({ term, parts: partsOf(term) }));
  const names = wholesThatStand(
    wholes.filter(({ term }) => term.kind !== 'word'),
    byTerm,
  );
  const inNames = new Set(names.flatMap(({ parts }) => parts));
  const pairs = wholesThatStand(
    wholes.filter(({ term }) => isPair(term)),
    byTerm,
  ).filter(({ term }) => !inNames.has(term.term));
  const inWholes = new Set([...inNames, ...pairs.flatMap(({ parts }) => parts)]);
  const words = terms.filter(
    (term) => term.kind === 'word' && !isPair(term) && !inWholes.has(term.term),
  );
  return [
    ...withoutTwins(names.map(({ term }) => term)),
    ...pairs.map(({ term }) => term),
    ...words,
  ].sort(byWeight);
}

function isPair({ kind, term }: CountedTerm): boolean {
  return kind === 'word' && term.includes(' ');
}

/** The words and pairs of words that a name, or the words that a pair, is made of; as terms. */
function partsOf(whole: CountedTerm): readonly string[] {
  const text = textOfTerm(whole.term);
  if (whole.kind !== 'word') return wordTerms(text);
  if (!isPair(whole)) return [];
  return text.split(' ').map((stem) => makeTerm('word', stem));
}

interface Whole<Term extends CountedTerm> {
  readonly term: Term;
  readonly parts: readonly string[];
}

function wholesThatStand<Term extends CountedTerm>(
  wholes: readonly Whole<Term>[],
  byTerm: ReadonlyMap<string, CountedTerm>,
): readonly Whole<Term>[] {
  const covered = new Map<string, number>();
  for (const { term, parts } of wholes)
    for (const part of parts) covered.set(part, (covered.get(part) ?? 0) + term.videoCount);
  return wholes.filter(({ term, parts }) =>
    parts.every((name) => {
      const part = byTerm.get(name);
      const isPart = (covered.get(name) ?? 0) >= PART_SHARE * (part?.videoCount ?? 0);
      return isPart || part === undefined || term.weight >= part.weight;
    }),
  );
}

/** A tag and a category of the same name are one for whoever reads them. */
function withoutTwins<Term extends CountedTerm>(names: readonly Term[]): readonly Term[] {
  const seen = new Set<string>();
  return names.toSorted(byWeight).filter(({ term }) => {
    const text = textOfTerm(term);
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
}

function byWeight(a: CountedTerm, b: CountedTerm): number {
  return b.weight - a.weight || (a.term < b.term ? -1 : 1);
}
