// The names of all performers, or studios, in memory: who is meant is known before a word is finished. Pure.

import { setImmediate } from 'node:timers/promises';
import type { FacetValue } from './facet-counts.ts';
import { INITIALS_TYPOS } from './name-match.ts';
import { allowedTypos, isBeginning, nameWords, typedWords } from './name-words.ts';
import { WordList } from './word-list.ts';

/** Typos by the place of the name. */
type Typos = Map<number, number>;

/** The places of the names that have something, rising. */
type Places = ReadonlyMap<string, readonly number[]>;

/** So many names take about 2 ms, for which a request may wait. */
const NAMES_AT_ONCE = 300;

/** Names with their numbers of videos; they never change. Finds what `nameTypos` says, without looking at each name. */
export class NameIndex {
  /** The most frequent first. */
  readonly #values: readonly FacetValue[];
  readonly #words: WordList;
  /** The places of the names that have each word, rising, in the order of the words. */
  readonly #namesOfWords: readonly (readonly number[])[];
  readonly #initials: Places;

  private constructor(values: readonly FacetValue[], byWord: Places, byInitials: Places) {
    this.#values = values;
    this.#words = new WordList(byWord.keys());
    this.#namesOfWords = this.#words.words.map((word) => byWord.get(word) ?? []);
    this.#initials = byInitials;
  }

  /**
   * Takes a while for many names, and lets others work in between.
   *
   * @param values the most frequent first
   */
  static async create(values: readonly FacetValue[]): Promise<NameIndex> {
    const byWord = new Map<string, number[]>();
    const byInitials = new Map<string, number[]>();
    for (const [place, { value }] of values.entries()) {
      const { words, initials } = nameWords(value);
      for (const word of words) append(byWord, word, place);
      if (initials !== '') append(byInitials, initials, place);
      if (place % NAMES_AT_ONCE === NAMES_AT_ONCE - 1) await setImmediate();
    }
    return new NameIndex(values, byWord, byInitials);
  }

  /** Every name that is meant: first the one that was typed whole, then by typos, then by number of videos. */
  find(text: string): readonly FacetValue[] {
    const typed = typedWords(text);
    if (typed.length === 0) return [];
    const typos = this.#withInitials(typed, this.#withWhole(typed, this.#byWords(typed)));
    const rank = (place: number) => this.#values.length * (typos.get(place) ?? 0) + place;
    const ranks = Float64Array.from(typos.keys(), rank).sort();
    const found = Array.from(ranks, (key) => this.#values[key % this.#values.length]);
    return wholeFirst(
      typed.join(''),
      found.filter((value) => value !== undefined),
    );
  }

  #byWords(typed: readonly string[]): Typos {
    let found: Typos | undefined;
    for (const [place, word] of typed.entries()) {
      const tolerance = { maxTypos: allowedTypos(word), isWhole: !isBeginning(typed, place) };
      const names = this.#namesWith(word, tolerance);
      found = found === undefined ? names : inBoth(found, names);
      if (found.size === 0) break;
    }
    return found ?? new Map<number, number>();
  }

  #withWhole(typed: readonly string[], found: Typos): Typos {
    if (typed.length === 1) return found;
    const whole = this.#namesWith(typed.join(''), { maxTypos: 0, isWhole: false });
    return new Map([...found, ...whole]);
  }

  #withInitials(typed: readonly string[], found: Typos): Typos {
    const [word = ''] = typed;
    if (typed.length > 1) return found;
    for (const name of this.#initials.get(word) ?? [])
      if (!found.has(name)) found.set(name, INITIALS_TYPOS);
    return found;
  }

  #namesWith(word: string, tolerance: Parameters<WordList['meantBy']>[1]): Typos {
    const found: Typos = new Map();
    for (const { place, typos } of this.#words.meantBy(word, tolerance)) {
      for (const name of this.#namesOfWords[place] ?? []) {
        const known = found.get(name);
        if (known === undefined || typos < known) found.set(name, typos);
      }
    }
    return found;
  }
}

function append(lists: Map<string, number[]>, key: string, place: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [place]);
  else list.push(place);
}

function inBoth(found: Typos, more: Typos): Typos {
  const both: Typos = new Map();
  for (const [name, typos] of found) {
    const others = more.get(name);
    if (others !== undefined) both.set(name, typos + others);
  }
  return both;
}

/** Among many Annas the one who is called Anna and nothing else. */
function wholeFirst(joined: string, found: readonly FacetValue[]): readonly FacetValue[] {
  // Folding every name of a long list would take longer than finding them.
  const isWhole = ({ value }: FacetValue) =>
    value.length <= joined.length * 2 && nameWords(value).joined === joined;
  return [...found.filter(isWhole), ...found.filter((value) => !isWhole(value))];
}
