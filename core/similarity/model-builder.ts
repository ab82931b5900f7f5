// Builds the similarity model, one video after the other. Holds the whole vocabulary while it does:
// meant for a worker thread, which ends when the model is built.

import { growableUint32 } from './growable-array.ts';
import { parseHash } from './hash-table.ts';
import { modelFormatVersion } from './model.ts';
import type { SimilarityModel } from './model.ts';
import { NameSpellings } from './name-spellings.ts';
import type { VideoPeople } from './name-spellings.ts';
import { columnOf, countOf, MAX_COLUMNS, packEntry, sortRows, transpose } from './sparse-rows.ts';
import type { SparseRows } from './sparse-rows.ts';
import { StringInterner } from './string-interner.ts';
import { createStringTable } from './string-table.ts';
import { kindOfLetter } from './term.ts';
import { scanTermCounts } from './term-counts.ts';
import { inverseDocumentFrequency } from './tf-idf.ts';

/** Marks a term that the model leaves out. */
const LEFT_OUT = 0xffff_ffff;

/** Each video is added once, in any order; `build` may be called at any time. */
export class SimilarityModelBuilder {
  readonly #terms = new StringInterner();
  /** By term id: how many videos have it; none where only a video that was refused did. */
  readonly #documentFrequencies = growableUint32();
  /** Upper 32 bits of each video's hash, and the lower. */
  readonly #upperHashes = growableUint32();
  readonly #lowerHashes = growableUint32();
  /** (term id, count) of one video after the other, as `SparseRows` packs them. */
  readonly #entries = growableUint32();
  /** By video: where its entries end. */
  readonly #ends = growableUint32();
  readonly #spellings = new NameSpellings();

  /**
   * Takes in a video with its terms as `serializeTermCounts` writes them, and with its `people` unless `addPeople` is told
   * of them.
   *
   * @throws AppError `bad_term_counts`, or RangeError for a hash that is not 16 lower-case hex
   * digits; the video is then left out and others can be added.
   */
  add(hash: string, terms: string, people?: VideoPeople): void {
    const parsed = parseHash(hash);
    if (parsed === undefined) throw new RangeError(`not a video's hash: ${hash.slice(0, 40)}`);
    const start = this.#entries.length;
    try {
      scanTermCounts(terms, (from, end, count) => {
        this.#entries.push(packEntry(this.#idOf(terms, from, end), count));
      });
    } catch (error) {
      this.#entries.truncate(start);
      throw error;
    }
    for (let index = start; index < this.#entries.length; index += 1)
      this.#documentFrequencies.increment(columnOf(this.#entries.at(index)));
    this.#ends.push(this.#entries.length);
    this.#upperHashes.push(parsed[0]);
    this.#lowerHashes.push(parsed[1]);
    if (people !== undefined) this.addPeople(people);
  }

  /** Takes in how a video writes its people; a name that no video does is shown as its term has it, in lower case. */
  addPeople(people: VideoPeople): void {
    this.#spellings.add(people);
  }

  #idOf(terms: string, start: number, end: number): number {
    const id = this.#terms.idOf(terms, start, end);
    if (id >= MAX_COLUMNS) throw new RangeError(`more than ${MAX_COLUMNS} different terms`);
    if (id === this.#documentFrequencies.length) this.#documentFrequencies.push(0);
    return id;
  }

  /** The model of the videos so far. @throws RangeError when a video was added twice. */
  build(): SimilarityModel {
    const order = this.#videosByHash();
    const { terms, places } = this.#sharedTerms();
    const vocabulary = createStringTable(terms);
    const vectors = this.#vectors(order, places);
    return {
      formatVersion: modelFormatVersion,
      hashes: this.#hashTable(order),
      inverseNorms: this.#inverseNorms(order),
      vocabulary,
      postings: transpose(vectors, terms.length),
      vectors,
      people: createStringTable(this.#spellings.inOrderOf(vocabulary)),
    };
  }

  #videosByHash(): Uint32Array {
    const upper = this.#upperHashes.buffer;
    const lower = this.#lowerHashes.buffer;
    const compare = (a: number, b: number) =>
      (upper[a] ?? 0) - (upper[b] ?? 0) || (lower[a] ?? 0) - (lower[b] ?? 0);
    const order = Uint32Array.from({ length: this.#ends.length }, (_, video) => video);
    order.sort(compare);
    for (let index = 1; index < order.length; index += 1) {
      if (compare(order[index - 1] ?? 0, order[index] ?? 0) !== 0) continue;
      throw new RangeError('a video was added to the similarity model twice');
    }
    return order;
  }

  /** The terms that the model keeps, rising, and by term id the place that each takes. */
  #sharedTerms(): { readonly terms: readonly string[]; readonly places: Uint32Array } {
    const frequencies = this.#documentFrequencies.buffer;
    const ids = new Map<string, number>();
    for (let id = 0; id < this.#terms.size; id += 1) {
      const frequency = frequencies[id] ?? 0;
      if (frequency > 1 || (frequency === 1 && this.#isPerson(id)))
        ids.set(this.#terms.textOf(id), id);
    }
    const terms = [...ids.keys()].sort();
    const places = new Uint32Array(this.#terms.size).fill(LEFT_OUT);
    for (const [place, term] of terms.entries()) places[ids.get(term) ?? 0] = place;
    return { terms, places };
  }

  #isPerson(id: number): boolean {
    const kind = kindOfLetter(this.#terms.firstLetterOf(id));
    return kind === 'performer' || kind === 'studio';
  }

  /** Where the entries of a video start and end. */
  #spanOf(video: number): { readonly start: number; readonly end: number } {
    const ends = this.#ends.buffer;
    return { start: video === 0 ? 0 : (ends[video - 1] ?? 0), end: ends[video] ?? 0 };
  }

  /** Video -> (place of the term, count) without the terms that are left out. */
  #vectors(order: Uint32Array, places: Uint32Array): SparseRows {
    const offsets = new Uint32Array(order.length + 1);
    const entries = new Uint32Array(this.#keptCount(places));
    const added = this.#entries.buffer;
    let length = 0;
    for (let row = 0; row < order.length; row += 1) {
      const { start, end } = this.#spanOf(order[row] ?? 0);
      for (let index = start; index < end; index += 1) {
        const entry = added[index] ?? 0;
        const place = places[columnOf(entry)] ?? LEFT_OUT;
        if (place === LEFT_OUT) continue;
        entries[length] = packEntry(place, countOf(entry));
        length += 1;
      }
      offsets[row + 1] = length;
    }
    sortRows({ offsets, entries });
    return { offsets, entries };
  }

  /** How many entries are of terms that the model keeps. */
  #keptCount(places: Uint32Array): number {
    const frequencies = this.#documentFrequencies.buffer;
    return places.reduce(
      (sum, place, id) => (place === LEFT_OUT ? sum : sum + (frequencies[id] ?? 0)),
      0,
    );
  }

  #inverseNorms(order: Uint32Array): Float32Array<ArrayBuffer> {
    const frequencies = this.#documentFrequencies.buffer;
    const idfs = Float64Array.from({ length: this.#terms.size }, (_, id) =>
      inverseDocumentFrequency(order.length, frequencies[id] ?? 0),
    );
    const added = this.#entries.buffer;
    return Float32Array.from(order, (video) => {
      const { start, end } = this.#spanOf(video);
      let squares = 0;
      for (let index = start; index < end; index += 1) {
        const entry = added[index] ?? 0;
        squares += (countOf(entry) * (idfs[columnOf(entry)] ?? 0)) ** 2;
      }
      return squares === 0 ? 0 : 1 / Math.sqrt(squares);
    });
  }

  #hashTable(order: Uint32Array): Uint32Array<ArrayBuffer> {
    const table = new Uint32Array(order.length * 2);
    for (const [row, video] of order.entries()) {
      table[row * 2] = this.#upperHashes.buffer[video] ?? 0;
      table[row * 2 + 1] = this.#lowerHashes.buffer[video] ?? 0;
    }
    return table;
  }
}
