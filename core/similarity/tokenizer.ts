// Turns what is known of a video into terms: stems, pairs of stems, and whole names.
// Pure and deterministic: equal fields give equal terms on every machine with the same ICU.

import { foldText } from './fold-text.ts';
import { languageOf } from './language.ts';
import { makeTerm, MAX_NAME_LENGTH } from './term.ts';
import type { NameKind } from './term.ts';
import { MAX_TERM_COUNT } from './term-counts.ts';
import type { TermCounts } from './term-counts.ts';

/** Raised by every change that gives a video other terms: stored counts of another version are stale. */
export const tokenizerVersion = 1;

/** The fields of a video that say what it is like. */
export interface VideoText {
  readonly title: string | undefined;
  readonly collection: string | undefined;
  readonly studio: string | undefined;
  readonly line: string | undefined;
  readonly performers: readonly string[];
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  /** Of the title: BCP 47 or ISO 639. Names and tags are always taken as English. @default English */
  readonly language?: string | undefined;
}

/** How a video spells its terms: `w:citi` may be `Cities`. */
export type TermSpellings = ReadonlyMap<string, string>;

interface SpelledTerm {
  readonly term: string;
  readonly spelling: string;
}

// Bounds against hostile sidecars, in UTF-16 units and terms: no real video comes near them. What is
// beyond is not even looked at.
const MAX_WORD_LENGTH = 64;
const MAX_TEXT_LENGTH = 20_000;
const MAX_TERMS = 1_000;

// A fixed locale, so that the machine's own changes nothing. Chinese, Japanese and Thai are split
// by ICU's dictionaries under any locale.
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** Joins of file names that Unicode takes for parts of a word; 3.5 stays one number. */
const joins = /_|(?<!\d)\.|\.(?!\d)/g;

/** What may stand between the words of a name. */
const gaps = /[\s\p{Control}_]+/gu;

/** Cuts at a number of UTF-16 units and leaves well-formed text. */
function cut(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : text.slice(0, maxLength).toWellFormed();
}

/** The stems of a text in order, without stop words. */
function* stemsOf(text: string, languageTag: string | undefined): Generator<SpelledTerm> {
  const { stem, stopWords } = languageOf(languageTag);
  const cleaned = cut(text, MAX_TEXT_LENGTH).normalize('NFKC').replace(joins, ' ');
  for (const { segment, isWordLike } of segmenter.segment(cleaned)) {
    if (isWordLike !== true) continue;
    const spelled = cut(foldText(segment), MAX_WORD_LENGTH);
    if (stopWords.has(spelled)) continue;
    const word = spelled.replace(/'s$/, '').replaceAll("'", '');
    if (word === '' || stopWords.has(word)) continue;
    yield { term: stem(word), spelling: cut(segment, MAX_WORD_LENGTH) };
  }
}

function* wordsOf(text: string, languageTag?: string): Generator<SpelledTerm> {
  let previous: SpelledTerm | undefined;
  for (const current of stemsOf(text, languageTag)) {
    yield { term: makeTerm('word', current.term), spelling: current.spelling };
    if (previous !== undefined) {
      const pair = `${previous.term} ${current.term}`;
      const spelling = `${previous.spelling} ${current.spelling}`;
      yield { term: makeTerm('word', pair), spelling };
    }
    previous = current;
  }
}

/** The whole name and then its words; a name that the list has twice counts once. */
function* namesOf(kind: NameKind, names: readonly (string | undefined)[]): Generator<SpelledTerm> {
  const seen = new Set<string>();
  for (const name of names) {
    const term = name === undefined ? undefined : nameTerm(kind, name);
    if (name === undefined || term === undefined || seen.has(term)) continue;
    seen.add(term);
    yield { term, spelling: cut(name, MAX_NAME_LENGTH).trim() };
    yield* wordsOf(name);
  }
}

function* termsOf(video: VideoText): Generator<SpelledTerm> {
  yield* namesOf('performer', video.performers);
  yield* namesOf('studio', [video.studio]);
  yield* namesOf('line', [video.line]);
  yield* namesOf('category', video.categories);
  yield* namesOf('tag', video.tags);
  yield* namesOf('collection', [video.collection]);
  if (video.title !== undefined) yield* wordsOf(video.title, video.language);
}

/**
 * The term of a whole name, equal for spellings that differ in case, accents and spaces only.
 * Undefined for a name without a visible character.
 */
export function nameTerm(kind: NameKind, name: string): string | undefined {
  const folded = foldText(cut(name, MAX_NAME_LENGTH)).replace(gaps, ' ');
  // Once more: what is one character may fold to eighteen.
  const text = cut(folded.trim(), MAX_NAME_LENGTH);
  return text === '' ? undefined : makeTerm(kind, text);
}

/** The stems and pairs of stems in a name, as terms. */
export function wordTerms(name: string): string[] {
  return Array.from(wordsOf(name), ({ term }) => term);
}

/** A video's terms: stems and pairs of stems of every field, and the whole names of every field but the title. */
export function countTerms(video: VideoText): TermCounts {
  const counts = new Map<string, number>();
  for (const { term } of termsOf(video)) {
    counts.set(term, Math.min((counts.get(term) ?? 0) + 1, MAX_TERM_COUNT));
    if (counts.size === MAX_TERMS) break;
  }
  return counts;
}

/** How the video itself writes each of its terms, the first time it does. */
export function spellTerms(video: VideoText): TermSpellings {
  const spellings = new Map<string, string>();
  for (const { term, spelling } of termsOf(video)) {
    if (!spellings.has(term)) spellings.set(term, spelling);
    if (spellings.size === MAX_TERMS) break;
  }
  return spellings;
}
