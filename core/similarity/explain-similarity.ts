// Why two videos are alike: the terms that they share, in words for a person to read.

import { indexOfHash } from './hash-table.ts';
import type { SimilarityModel } from './model.ts';
import { personName, termIdf } from './model.ts';
import { columnOf, countOf, entriesOf } from './sparse-rows.ts';
import { stringAt } from './string-table.ts';
import { kindOfTerm, makeTerm, textOfTerm } from './term.ts';
import type { TermKind } from './term.ts';
import { wordTerms } from './tokenizer.ts';
import type { TermSpellings } from './tokenizer.ts';
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

/** A term of the model as reasons need it. */
interface KnownTerm {
  readonly place: number;
  readonly term: string;
  readonly kind: TermKind;
  readonly idf: number;
  /** How much it may stand for: 2 for names, then 1 for pairs of words, then 0 for words. */
  readonly breadth: number;
  /** The terms that a name or a pair of words stands for. */
  readonly parts: readonly string[];
}

interface SharedTerm {
  readonly known: KnownTerm;
  readonly weight: number;
}

/** Explains why videos are like the vector that they were ranked by. What their terms stand for is found out once. */
export class SimilarityExplainer {
  readonly #model: SimilarityModel;
  readonly #vector: Vector;
  readonly #known = new Map<number, KnownTerm | undefined>();

  constructor(model: SimilarityModel, vector: Vector) {
    this.#model = model;
    this.#vector = vector;
  }

  /**
   * The heaviest reasons for which a video is like the vector; none when the model does not know it.
   *
   * A shared name stands for its words as well, and a pair of words for both: `Jane Doe` is one
   * reason, not four.
   */
  explain(hash: string, { limit, spellings }: ExplainOptions): SimilarityReason[] {
    return mergeWords(this.#sharedTerms(hash))
      .filter(({ known }) => spellings?.has(known.term) ?? true)
      .slice(0, limit)
      .map(({ known: { place, term, kind }, weight }) => ({
        term: spellings?.get(term) ?? personName(this.#model, place) ?? textOfTerm(term),
        kind,
        weight,
      }));
  }

  #sharedTerms(hash: string): SharedTerm[] {
    const { hashes, vectors, inverseNorms } = this.#model;
    const video = indexOfHash(hashes, hash);
    if (video === undefined) return [];
    const inverseNorm = inverseNorms[video] ?? 0;
    const shared: SharedTerm[] = [];
    for (const entry of entriesOf(vectors, video)) {
      const place = columnOf(entry);
      const own = this.#vector.get(place) ?? 0;
      const known = own === 0 ? undefined : this.#termAt(place);
      if (known !== undefined)
        shared.push({ known, weight: own * (countOf(entry) * known.idf * inverseNorm) });
    }
    return shared;
  }

  #termAt(place: number): KnownTerm | undefined {
    if (!this.#known.has(place)) this.#known.set(place, readTerm(this.#model, place));
    return this.#known.get(place);
  }
}

function readTerm(model: SimilarityModel, place: number): KnownTerm | undefined {
  const term = stringAt(model.vocabulary, place);
  const kind = kindOfTerm(term);
  if (kind === undefined) return undefined;
  const text = textOfTerm(term);
  const idf = termIdf(model, place);
  if (kind !== 'word') return { place, term, kind, idf, breadth: 2, parts: wordTerms(text) };
  const stems = text.split(' ');
  if (stems.length === 1) return { place, term, kind, idf, breadth: 0, parts: [] };
  return { place, term, kind, idf, breadth: 1, parts: stems.map((stem) => makeTerm('word', stem)) };
}

/** Adds the weight of words to that of the term which stands for them; heaviest first. */
function mergeWords(shared: readonly SharedTerm[]): SharedTerm[] {
  const byWeight = (a: SharedTerm, b: SharedTerm) =>
    b.weight - a.weight || a.known.place - b.known.place;
  const open = new Map(shared.map(({ known, weight }) => [known.term, weight]));
  const merged: SharedTerm[] = [];
  const broadestFirst = shared.toSorted(
    (a, b) => b.known.breadth - a.known.breadth || byWeight(a, b),
  );
  for (const whole of broadestFirst) {
    const { term, parts } = whole.known;
    if (!open.delete(term)) continue;
    let { weight } = whole;
    for (const part of parts) {
      weight += open.get(part) ?? 0;
      open.delete(part);
    }
    merged.push({ known: whole.known, weight });
  }
  return merged.sort(byWeight);
}
