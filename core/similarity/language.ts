// The languages whose words are stemmed and whose stop words are dropped, by language tag.

import { stemmer as danishStemmer } from '@orama/stemmers/danish';
import { stemmer as dutchStemmer } from '@orama/stemmers/dutch';
import { stemmer as englishStemmer } from '@orama/stemmers/english';
import { stemmer as finnishStemmer } from '@orama/stemmers/finnish';
import { stemmer as frenchStemmer } from '@orama/stemmers/french';
import { stemmer as germanStemmer } from '@orama/stemmers/german';
import { stemmer as italianStemmer } from '@orama/stemmers/italian';
import { stemmer as norwegianStemmer } from '@orama/stemmers/norwegian';
import { stemmer as portugueseStemmer } from '@orama/stemmers/portuguese';
import { stemmer as russianStemmer } from '@orama/stemmers/russian';
import { stemmer as spanishStemmer } from '@orama/stemmers/spanish';
import { stemmer as swedishStemmer } from '@orama/stemmers/swedish';
import { stopwords as danishStopWords } from '@orama/stopwords/danish';
import { stopwords as dutchStopWords } from '@orama/stopwords/dutch';
import { stopwords as englishStopWords } from '@orama/stopwords/english';
import { stopwords as finnishStopWords } from '@orama/stopwords/finnish';
import { stopwords as frenchStopWords } from '@orama/stopwords/french';
import { stopwords as germanStopWords } from '@orama/stopwords/german';
import { stopwords as italianStopWords } from '@orama/stopwords/italian';
import { stopwords as norwegianStopWords } from '@orama/stopwords/norwegian';
import { stopwords as portugueseStopWords } from '@orama/stopwords/portuguese';
import { stopwords as russianStopWords } from '@orama/stopwords/russian';
import { stopwords as spanishStopWords } from '@orama/stopwords/spanish';
import { stopwords as swedishStopWords } from '@orama/stopwords/swedish';
import { foldText } from './fold-text.ts';

/** What the tokenizer asks of a language. Both take words as `foldText` leaves them. */
export interface Language {
  /** The stem that a word shares with its other forms: `beaches` and `beach` give `beach`. */
  readonly stem: (word: string) => string;
  readonly stopWords: ReadonlySet<string>;
}

function language(stem: (word: string) => string, stopWords: readonly string[]): Language {
  return { stem, stopWords: new Set(stopWords.map(foldText)) };
}

// The list for English has every article but this one.
const english = language(englishStemmer, ['a', ...englishStopWords]);
const norwegian = language(norwegianStemmer, norwegianStopWords);

const languages: ReadonlyMap<string, Language> = new Map([
  ['da', language(danishStemmer, danishStopWords)],
  ['de', language(germanStemmer, germanStopWords)],
  ['en', english],
  ['es', language(spanishStemmer, spanishStopWords)],
  ['fi', language(finnishStemmer, finnishStopWords)],
  ['fr', language(frenchStemmer, frenchStopWords)],
  ['it', language(italianStemmer, italianStopWords)],
  ['nb', norwegian],
  ['nl', language(dutchStemmer, dutchStopWords)],
  ['nn', norwegian],
  ['no', norwegian],
  ['pt', language(portugueseStemmer, portugueseStopWords)],
  ['ru', language(russianStemmer, russianStopWords)],
  ['sv', language(swedishStemmer, swedishStopWords)],
]);

/**
 * The language of a BCP 47 tag or an ISO 639 code (`pt-BR`, `de`, `deu`, `ger`).
 *
 * Anything else gets English, which leaves the words of other scripts as they are.
 */
export function languageOf(tag: string | undefined): Language {
  const code = /^[a-z]{2,3}(?=$|[-_])/i.exec(tag ?? '')?.[0];
  if (code === undefined) return english;
  // Brings the codes of three letters to those of two: `deu` and `ger` to `de`.
  const [canonical = code] = Intl.getCanonicalLocales(code);
  return languages.get(canonical) ?? english;
}

/** Longer ones are more often words with a meaning in another language. */
const MAX_SHORT_WORD = 4;

const shortStopWords: ReadonlySet<string> = new Set(
  [...languages.values()]
    .flatMap(({ stopWords }) => [...stopWords])
    .filter((word) => word.length <= MAX_SHORT_WORD),
);

/** Whether a word says nothing in English, or is a short word that says nothing in another language. */
export function isStopWordAnywhere(word: string): boolean {
  return english.stopWords.has(word) || shortStopWords.has(word);
}
