// Which performers, or studios, are most like one: by the mean of the vectors of their videos.

import { personName, personTerms, termIdf, videoCountOf } from './model.ts';
import type { SimilarityModel } from './model.ts';
import { columnOf, countOf, entriesOf, entryCountOf } from './sparse-rows.ts';
import { indexOfString, stringCount } from './string-table.ts';
import { textOfTerm } from './term.ts';
import type { PersonKind } from './term.ts';
import { nameTerm, wordTerms } from './tokenizer.ts';
import { topScores } from './top-scores.ts';
import { dotProducts } from './vector.ts';

export interface SimilarPerson {
  /** As most videos spell it. */
  readonly name: string;
  /** Above 0 and at most 1. */
  readonly similarity: number;
  /** Of all videos, also of those that a filter hides. */
  readonly videoCount: number;
}

/** A name among all of its kind, and how many of the likest to find. */
interface SimilarPeopleOptions {
  readonly kind: PersonKind;
  /** In any spelling that differs in case, accents and spaces only. */
  readonly name: string;
  readonly limit: number;
}

/**
 * The likest first, of equals by name; none for a name that no video has.
 *
 * The profile `P` of a person with `n` videos is the mean of their vectors times `1 + ln n`. Of X's
 * own profile the terms of X's name are left out: to be called Jane as well is no likeness. The
 * similarity of Y to X is `P(X) · P(Y)` divided by the most that any profile could reach with X's:
 * `|P(X)| * (1 + ln n_max)`, where `n_max` is the largest number of videos that one of the kind has.
 */
export function similarPeople(
  model: SimilarityModel,
  { kind, name, limit }: SimilarPeopleOptions,
): SimilarPerson[] {
  const term = nameTerm(kind, name);
  const wanted = term === undefined ? undefined : indexOfString(model.vocabulary, term);
  if (term === undefined || wanted === undefined) return [];
  const ownTerms = [term, ...wordTerms(textOfTerm(term))];
  const likeness = likenessTo(model, wanted, placesOf(model, ownTerms));
  const { first, end } = personTerms(model.vocabulary, kind);
  const similarities = likenessOfPeople(model, likeness, { first, end });
  similarities[wanted - first] = 0;
  return topScores(similarities, limit).map((index) => ({
    name: personName(model, first + index) ?? '',
    similarity: Math.min(1, similarities[index] ?? 0),
    videoCount: entryCountOf(model.postings, first + index),
  }));
}

function placesOf(model: SimilarityModel, terms: readonly string[]): ReadonlySet<number> {
  const places = terms.map((term) => indexOfString(model.vocabulary, term));
  return new Set(places.filter((place) => place !== undefined));
}

/**
 * By video: its dot product with the mean of a person's videos, that without the terms left out and
 * brought to length 1.
 */
function likenessTo(
  model: SimilarityModel,
  person: number,
  leftOut: ReadonlySet<number>,
): Float64Array {
  const sums = new Float64Array(stringCount(model.vocabulary));
  const likeness = new Float64Array(videoCountOf(model));
  let squares = 0;
  for (const posting of entriesOf(model.postings, person)) {
    const video = columnOf(posting);
    let unsharedSquares = 1;
    for (const entry of entriesOf(model.vectors, video)) {
      const term = columnOf(entry);
      const weight = countOf(entry) * termIdf(model, term) * (model.inverseNorms[video] ?? 0);
      sums[term] = (sums[term] ?? 0) + weight;
      unsharedSquares -= weight ** 2;
    }
    // What is missing of the video's length of 1 are the terms that no other video has: in the sum
    // they meet only the video itself.
    likeness[video] = Math.max(0, unsharedSquares);
    squares += Math.max(0, unsharedSquares);
  }
  for (const term of leftOut) sums[term] = 0;
  for (const sum of sums) squares += sum ** 2;
  if (squares === 0) return likeness;
  const shared = dotProducts(model, sums.entries());
  const norm = Math.sqrt(squares);
  return likeness.map((unshared, video) => (unshared + (shared[video] ?? 0)) / norm);
}

/** By person from `first` on: the mean over their videos times `(1 + ln n) / (1 + ln n_max)`. */
function likenessOfPeople(
  model: SimilarityModel,
  likeness: Float64Array,
  { first, end }: { readonly first: number; readonly end: number },
): Float64Array {
  const means = new Float64Array(end - first);
  let longest = 1;
  for (let person = first; person < end; person += 1) {
    const videos = entriesOf(model.postings, person);
    const length = 1 + Math.log(videos.length);
    let sum = 0;
    for (const entry of videos) sum += likeness[columnOf(entry)] ?? 0;
    means[person - first] = (sum / videos.length) * length;
    longest = Math.max(longest, length);
  }
  return means.map((mean) => mean / longest);
}
