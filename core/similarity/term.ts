// The terms that videos are compared by: their kinds and how they are written.

/**
 * The letter that begins the terms of each kind, so that a tag never meets a studio.
 *
 * A term is that letter, a colon and text: `w:beach` a stem, `w:golden gate` two stems that follow
 * each other, `p:jane doe` a performer. The text holds no control characters.
 */
const kindLetters = {
  category: 'c',
  collection: 'f',
  line: 'l',
  performer: 'p',
  studio: 's',
  tag: 't',
  word: 'w',
} as const;

/** A `word` comes from any field; every other kind is the whole name that the field holds. */
export type TermKind = keyof typeof kindLetters;

/** The kinds whose terms are whole names. */
export type NameKind = Exclude<TermKind, 'word'>;

/** The kinds that have a profile. */
export type PersonKind = 'performer' | 'studio';

/** How much more, or less, the terms of a kind count in a search. @default 1 for each */
export type KindWeights = Readonly<Partial<Record<TermKind, number>>>;

/** Names are cut at this many UTF-16 units: no real one is as long. */
export const MAX_NAME_LENGTH = 128;

const kindsByLetter: ReadonlyMap<string, TermKind> = new Map([
  ['c', 'category'],
  ['f', 'collection'],
  ['l', 'line'],
  ['p', 'performer'],
  ['s', 'studio'],
  ['t', 'tag'],
  ['w', 'word'],
]);

/** The term of `kind` for text that is already normalised. */
export function makeTerm(kind: TermKind, text: string): string {
  return `${kindLetters[kind]}:${text}`;
}

/** The kind whose terms begin with a letter. */
export function kindOfLetter(letter: string): TermKind | undefined {
  return kindsByLetter.get(letter);
}

/** The kind of a term, or undefined for text that is no term. */
export function kindOfTerm(term: string): TermKind | undefined {
  return kindOfLetter(term.charAt(0));
}

/** What follows the kind. */
export function textOfTerm(term: string): string {
  return term.slice(2);
}
