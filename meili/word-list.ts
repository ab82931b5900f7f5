// Words in order, among which those are found that a person means by one: also begun and with typos. Pure.

import { firstRow, nextRow, type DistanceRow } from './edit-distance.ts';

/** A word of the list by its place, and the typos in what was typed for it. */
export interface MeantWord {
  readonly place: number;
  readonly typos: number;
}

/** What may differ between what was typed and a word. */
interface Tolerance {
  readonly maxTypos: number;
  /** The beginning of a word is not enough. */
  readonly isWhole: boolean;
}

/** A list that never changes. */
export class WordList {
  /** Each once, in the order of their characters. */
  readonly words: readonly string[];
  /** How many letters each word begins with that the one before it begins with, too. */
  readonly #shared: Uint16Array;

  constructor(words: Iterable<string>) {
    this.words = [...new Set(words)].sort();
    this.#shared = Uint16Array.from(this.words, (word, place) =>
      sharedLength(this.words[place - 1] ?? '', word),
    );
  }

  /** The words that `typed` means, in order. */
  meantBy(typed: string, { maxTypos, isWhole }: Tolerance): readonly MeantWord[] {
    return maxTypos === 0 ? this.#exactly(typed, isWhole) : this.#nearly(typed, maxTypos, isWhole);
  }

  #exactly(typed: string, isWhole: boolean): readonly MeantWord[] {
    const meant: MeantWord[] = [];
    for (let place = this.#lowerBound(typed); place < this.words.length; place += 1) {
      const word = this.words[place] ?? '';
      if (isWhole ? word !== typed : !word.startsWith(typed)) break;
      meant.push({ place, typos: 0 });
    }
    return meant;
  }

  /** Walks the words as the tree that their common beginnings make, and leaves each branch that cannot come near. */
  #nearly(typed: string, maxTypos: number, isWhole: boolean): readonly MeantWord[] {
    const from = typed.split('');
    const meant: MeantWord[] = [];
    const letters: string[] = [];
    const rows = [firstRow(from)];
    let deadFrom = Number.POSITIVE_INFINITY;
    for (const [place, word] of this.words.entries()) {
      const shared = this.#shared[place] ?? 0;
      if (shared < deadFrom) {
        letters.length = Math.min(letters.length, shared);
        rows.length = letters.length + 1;
        deadFrom = walk(from, word, { letters, rows, maxTypos });
      }
      const isDead = deadFrom !== Number.POSITIVE_INFINITY;
      if (isWhole && isDead) continue;
      const typos = isWhole ? lastOf(rows.at(-1)) : fewest(rows);
      if (typos <= maxTypos) meant.push({ place, typos });
    }
    return meant;
  }

  #lowerBound(typed: string): number {
    let low = 0;
    let high = this.words.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.words[middle] ?? '') < typed) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A walk along one word, of which the first letters may be walked already. */
interface Walk {
  readonly letters: string[];
  readonly rows: DistanceRow[];
  readonly maxTypos: number;
}

/** Goes on along `word`. @returns after how many letters no longer word can come near; infinity when it may. */
function walk(typed: readonly string[], word: string, { letters, rows, maxTypos }: Walk): number {
  for (let index = letters.length; index < word.length; index += 1) {
    const letter = word.charAt(index);
    rows.push(nextRow(typed, { letters, rows }, letter));
    letters.push(letter);
    if (Math.min(...(rows.at(-1) ?? [])) > maxTypos) return index + 1;
  }
  return Number.POSITIVE_INFINITY;
}

function lastOf(row: DistanceRow | undefined): number {
  return row?.at(-1) ?? Number.POSITIVE_INFINITY;
}

function fewest(rows: readonly DistanceRow[]): number {
  return rows.reduce((least, row) => Math.min(least, lastOf(row)), Number.POSITIVE_INFINITY);
}

function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
