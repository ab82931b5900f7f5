// The most telling terms of some videos: what they are about and the rest of the library is not.

import { mergeCloudTerms } from './cloud-names.ts';
import { hashAt, indexOfHash } from './hash-table.ts';
import { isStopWordAnywhere } from './language.ts';
import { videoCountOf } from './model.ts';
import type { SimilarityModel } from './model.ts';
import { columnOf, entriesOf, entryCountOf } from './sparse-rows.ts';
import { stringAt, stringCount } from './string-table.ts';
import { kindOfTerm, makeTerm, textOfTerm } from './term.ts';
import type { NameKind, TermKind } from './term.ts';
import { nameTerm, wordTerms } from './tokenizer.ts';
import { topScores } from './top-scores.ts';

/** A term of the cloud. */
export interface CloudTerm {
  readonly term: string;
  readonly kind: TermKind;
  /** Above 0, not bounded. */
  readonly weight: number;
  /** Of the videos looked at, those that have it. */
  readonly videoCount: number;
  /** A video that has it. */
  readonly example: string;
}

/** The terms of a cloud, the heaviest first, and how many videos were looked at. */
export interface WordCloud {
  readonly terms: readonly CloudTerm[];
  readonly sampled: number;
}

interface WordCloudOptions {
  /** Terms at most. */
  readonly limit: number;
  /** The words of the search: its videos have them anyway. */
  readonly query: string;
  /** The names that the search is narrowed to. */
  readonly chosen: readonly { readonly kind: NameKind; readonly name: string }[];
}

/** Some of the heaviest are no news or parts of others: so many times as many are looked at. */
const CANDIDATES = 4;

/**
 * The most telling terms of the videos of `hashes`; those that the model does not know are not looked at.
 *
 * TF-IDF with the videos together as the document: of `n` videos with the term on `m`, in a library with it on `df` of
 * `N`, a term weighs `m / n * ln((1 + N) / (1 + df))`. The smoothed form of scikit-learn without the 1 that it adds, so
 * that what every video has tells nothing:
 * https://scikit-learn.org/stable/modules/feature_extraction.html#tfidf-term-weighting
 */
export function wordCloud(
  model: SimilarityModel,
  hashes: readonly string[],
  { limit, query, chosen }: WordCloudOptions,
): WordCloud {
  const videos = hashes.flatMap((hash) => indexOfHash(model.hashes, hash) ?? []);
  const counts = countVideos(model, videos);
  const weights = new Float64Array(counts.length);
  for (const [term, count] of counts.entries())
    if (count > 0) weights[term] = (count / videos.length) * tellingOf(model, term);
  const isNews = newsFilter(query, chosen);
  const places = topScores(weights, limit * CANDIDATES);
  const candidates = places.flatMap((place) => {
    const term = stringAt(model.vocabulary, place);
    const kind = kindOfTerm(term);
    if (kind === undefined || kind === 'line' || !isNews(term, kind)) return [];
    return [{ place, term, kind, weight: weights[place] ?? 0, videoCount: counts[place] ?? 0 }];
  });
  const chosenTerms = mergeCloudTerms(candidates).slice(0, limit);
  const examples = findExamples(model, videos, new Set(chosenTerms.map(({ place }) => place)));
  const terms = chosenTerms.map(({ place, ...rest }) => ({
    ...rest,
    example: examples.get(place) ?? '',
  }));
  return { terms, sampled: videos.length };
}

/** By term, how many of the videos have it. */
function countVideos(model: SimilarityModel, videos: readonly number[]): Uint32Array {
  const counts = new Uint32Array(stringCount(model.vocabulary));
  for (const video of videos) {
    for (const entry of entriesOf(model.vectors, video)) {
      const term = columnOf(entry);
      counts[term] = (counts[term] ?? 0) + 1;
    }
  }
  return counts;
}

function tellingOf(model: SimilarityModel, term: number): number {
  return Math.log((1 + videoCountOf(model)) / (1 + entryCountOf(model.postings, term)));
}

/** Whether a term says more than the search itself. */
function newsFilter(query: string, chosen: WordCloudOptions['chosen']) {
  const asked = new Set(wordTerms(query));
  const names = new Set(chosen.map(({ kind, name }) => nameTerm(kind, name)));
  const known = new Set([...asked, ...chosen.flatMap(({ name }) => wordTerms(name))]);
  const isAsked = (name: string) => {
    const words = asked.size === 0 ? [] : wordTerms(name);
    return words.length > 0 && words.every((word) => asked.has(word));
  };
  return (term: string, kind: TermKind) => {
    if (kind !== 'word') return !names.has(term) && !isAsked(textOfTerm(term));
    const stems = textOfTerm(term).split(' ');
    return stems.every((stem) => isTelling(stem) && !known.has(makeTerm('word', stem)));
  };
}

/** A year tells something, other numbers and single letters do not; nor do the short words of another language. */
function isTelling(stem: string): boolean {
  if (/^\d+$/.test(stem)) return /^(?:19|20)\d\d$/.test(stem);
  return !/^[\p{Script=Latin}\d]$/u.test(stem) && !isStopWordAnywhere(stem);
}

/** For each of the terms one of the videos that have it; few videos for many terms. */
function findExamples(
  model: SimilarityModel,
  videos: readonly number[],
  terms: Set<number>,
): ReadonlyMap<number, string> {
  const examples = new Map<number, string>();
  for (const video of videos) {
    for (const entry of entriesOf(model.vectors, video)) {
      const term = columnOf(entry);
      if (terms.delete(term)) examples.set(term, hashAt(model.hashes, video));
    }
    if (terms.size === 0) break;
  }
  return examples;
}
