// Finds places far into a sorted result. The engine skips a thousand videos in about a millisecond; a place is found sooner
// by counting what lies before values of the field that is sorted by, so that few videos are left to be skipped.

import { Buffer } from 'node:buffer';
import { facetKey } from './facet-key.ts';
import { and, equals, or, type Filter } from './filter.ts';
import {
  beforeCut,
  behindCut,
  hashCuts,
  onlyValue,
  sampledCuts,
  tighten,
  type Bracket,
  type CountedCut,
  type Cut,
  type SortValue,
} from './cut.ts';
import type { Stretch } from './result-order.ts';
import { withFilter, type VideoQuery } from './search-queries.ts';
import type { SortField } from './sort.ts';

/** When and how places are looked for. */
export interface PlaceOptions {
  /** So many videos are skipped sooner than a place is found. */
  readonly reach: number;
  /** Videos of which the field is read to learn how its values are spread. */
  readonly sampleSize: number;
}

/** Measured at 100,000 videos. */
export const placeOptions: PlaceOptions = { reach: 4000, sampleSize: 32 };

/** A place is found in one round, in two among a million videos; what is left after so many is skipped. */
const MAX_ROUNDS = 4;

/** What a query found, as far as it is used here. */
export interface Found {
  readonly hits: readonly object[];
  readonly totalHits?: number | undefined;
}

/** Asks several queries at once. */
export type AskAll = (queries: readonly VideoQuery[]) => Promise<readonly Found[]>;

/** The videos behind a place. */
export interface Start {
  /** Leaves them; undefined for all. */
  readonly filter: Filter | undefined;
  /** How many videos lie before them. */
  readonly before: number;
}

/** A place in a result. */
interface Place {
  /** How many videos lie before it. */
  readonly target: number;
  /** How many videos the result has. */
  readonly size: number;
  /** What {@link PlaceFinder.sampleQuery} found. @default it is asked for */
  readonly sample?: Found | undefined;
}

/** Finds places in the result of one query. */
export class PlaceFinder {
  readonly #ask: AskAll;
  readonly #options: PlaceOptions;
  /** The words; filters are given with each place. */
  readonly #query: VideoQuery;

  constructor(ask: AskAll, query: VideoQuery, options: PlaceOptions) {
    this.#ask = ask;
    this.#query = query;
    this.#options = options;
  }

  /**
   * Asks for the field's values of videos that have nothing in common but that they come first on the shuffle circle.
   *
   * @param within the filter that leaves the videos of which a place is wanted
   */
  sampleQuery(by: SortField, within: Filter | undefined): VideoQuery {
    return {
      ...this.#query,
      ...withFilter(within),
      attributesToRetrieve: [by.field],
      sort: ['shuffle:asc'],
      limit: this.#options.sampleSize,
    };
  }

  /** The nearest place known before the wanted one, in a stretch whose videos `within` leaves. */
  async find(stretch: Stretch, within: Filter | undefined, place: Place): Promise<Start> {
    const { by } = stretch;
    if (by === undefined) return await this.#findHash(stretch, within, place);
    const bracket = await this.#findBracket(by, within, place);
    const value = onlyValue(bracket);
    if (value === undefined || this.#isNear(bracket, place.target)) return toStart(by, bracket);
    const same = equals(by.field, value);
    const inner = await this.#findHash(stretch, and(within, same), {
      target: place.target - bracket.before,
      size: bracket.end - bracket.before,
    });
    const rest = behindCut(by, { value, isBehind: true });
    return {
      filter: or(and(same, inner.filter), rest),
      before: bracket.before + inner.before,
    };
  }

  async #findBracket(
    by: SortField,
    within: Filter | undefined,
    { target, size, sample: known }: Place,
  ): Promise<Bracket> {
    let bracket = wholeOf(size);
    let sample = known;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      if (this.#isNear(bracket, target) || onlyValue(bracket) !== undefined) break;
      const query = this.sampleQuery(by, and(within, insideOf(by, bracket)));
      sample ??= (await this.#ask([query]))[0];
      const ratio = (target - bracket.before) / (bracket.end - bracket.before);
      const cuts = sampledCuts(inOrder(by, sample), ratio);
      bracket = tighten(bracket, await this.#count(by, within, cuts), target);
      sample = undefined;
    }
    return bracket;
  }

  async #findHash(
    { hashes, places }: Stretch,
    within: Filter | undefined,
    place: Place,
  ): Promise<Start> {
    const by: SortField = { field: 'shuffle', direction: hashes };
    const whole = wholeOf(place.size);
    if (this.#isNear(whole, place.target)) return toStart(by, whole);
    const counted = await this.#count(by, within, hashCuts(places, hashes, place));
    return toStart(by, tighten(whole, counted, place.target));
  }

  #isNear({ before }: Bracket, target: number): boolean {
    return target - before <= this.#options.reach;
  }

  async #count(
    by: SortField,
    within: Filter | undefined,
    cuts: readonly Cut[],
  ): Promise<readonly CountedCut[]> {
    if (cuts.length === 0) return [];
    const counting = { ...this.#query, page: 1, hitsPerPage: 0 };
    const found = await this.#ask(
      cuts.map((cut) => ({ ...counting, ...withFilter(and(within, beforeCut(by, cut))) })),
    );
    return cuts.map((cut, number) => ({ cut, before: found[number]?.totalHits ?? 0 }));
  }
}

function wholeOf(size: number): Bracket {
  return { from: undefined, to: undefined, before: 0, end: size };
}

function toStart(by: SortField, { from, before }: Bracket): Start {
  return { filter: from && behindCut(by, from), before };
}

function insideOf(by: SortField, { from, to }: Bracket): Filter | undefined {
  return and(from && behindCut(by, from), to && beforeCut(by, to));
}

/** The values of a sample, as the field sorts them. */
function inOrder({ direction }: SortField, sample: Found | undefined): readonly SortValue[] {
  const rising = (sample?.hits ?? []).flatMap(valuesOf).sort(compare);
  return direction === 'asc' ? rising : rising.reverse();
}

/** Of a document of which one field was asked for. */
function valuesOf(hit: object): readonly SortValue[] {
  const values: readonly unknown[] = Object.values(hit);
  return values.filter((value) => typeof value === 'string' || typeof value === 'number');
}

/** As the engine compares; a field has values of one type only. */
function compare(a: SortValue, b: SortValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(facetKey(String(a))), Buffer.from(facetKey(String(b))));
}
