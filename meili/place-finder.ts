// Finds places far into a sorted result. The engine skips a thousand videos in 1 to 8 ms; a place is found sooner by
// counting what lies before values of the field that is sorted by, so that few videos are left to be skipped.

import { and, equals, or, type Filter } from './filter.ts';
import {
  beforeCut,
  behindCut,
  cutsAround,
  hashCuts,
  onlyValue,
  tighten,
  type Bracket,
  type CountedCut,
  type Cut,
} from './cut.ts';
import type { SpreadOf } from './library-spreads.ts';
import type { Stretch } from './result-order.ts';
import { withFilter, type VideoQuery } from './search-queries.ts';
import type { SortField } from './sort.ts';
import { sortValues, type SortValue } from './spread.ts';

/** When and how places are looked for. */
export interface PlaceOptions {
  /** So many videos are skipped sooner than a place is found, in however small a result. */
  readonly reach: number;
  /** Videos of which the field is read where a result's values are spread otherwise than the library's. */
  readonly sampleSize: number;
}

/** Measured at 100,000 videos. */
export const placeOptions: PlaceOptions = { reach: 1000, sampleSize: 64 };

/** Of larger results this share is skipped sooner, if it is not more than so many videos. */
const SHARE_SKIPPED = 0.05;
const MAX_SKIPPED = 4000;

/** So many videos of a result of `size` are skipped sooner than a place is found. */
export function reachIn(size: number, { reach }: PlaceOptions): number {
  return Math.max(reach, Math.min(MAX_SKIPPED, size * SHARE_SKIPPED));
}

/** A place is found in one round as a rule; what is left after so many is skipped. */
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
export interface Place {
  /** How many videos lie before it. */
  readonly target: number;
  /** How many videos the result has. */
  readonly size: number;
}

/** What places are found with. */
export interface PlaceSources {
  readonly ask: AskAll;
  /** Hints: a wrong one takes more rounds, and leads to the same place. */
  readonly spreadOf: SpreadOf;
  readonly options: PlaceOptions;
}

type SortedStretch = Stretch & { readonly by: SortField };

/** What is looked for, and what is known of where it is. */
interface Search {
  readonly place: Place;
  readonly known: Bracket;
}

/** Finds places in the result of one query. A filter `within` leaves the videos of the stretch that is meant. */
export class PlaceFinder {
  readonly #sources: PlaceSources;
  /** The words; filters are given with each place. */
  readonly #query: VideoQuery;

  constructor(sources: PlaceSources, query: VideoQuery) {
    this.#sources = sources;
    this.#query = query;
  }

  /** Whether what lies before a place is skipped sooner than the place is found. */
  isNear({ target, size }: Place, before = 0): boolean {
    return target - before <= reachIn(size, this.#sources.options);
  }

  /** Cuts around where a place is likely to be, in order. */
  async likelyCuts(stretch: Stretch, place: Place): Promise<readonly Cut[]> {
    const { by, hashes, places } = stretch;
    if (by === undefined) return hashCuts(places, hashes, place);
    const { values } = await this.#sources.spreadOf(by.field, stretch.filter);
    const ordered = by.direction === 'asc' ? values : values.toReversed();
    return cutsAround(ordered, place.target / place.size);
  }

  /** A query for each cut that counts what lies before it. */
  countQueries(
    { by, hashes }: Stretch,
    within: Filter | undefined,
    cuts: readonly Cut[],
  ): readonly VideoQuery[] {
    const sorted = by ?? { field: 'shuffle', direction: hashes };
    return cuts.map((cut) => ({
      ...this.#query,
      ...withFilter(and(within, beforeCut(sorted, cut))),
      page: 1,
      hitsPerPage: 0,
    }));
  }

  /**
   * The nearest place known before the wanted one.
   *
   * @param counted what was counted at {@link likelyCuts}; empty when nothing was
   */
  async find(
    stretch: Stretch,
    within: Filter | undefined,
    { counted, ...place }: Place & { readonly counted: readonly CountedCut[] },
  ): Promise<Start> {
    const { by } = stretch;
    const known = tighten(wholeOf(place.size), counted, place.target);
    if (by === undefined) return await this.#findHash(stretch, within, { place, known });
    const bracket = await this.#findValue({ ...stretch, by }, within, { place, known });
    const value = onlyValue(bracket);
    if (value === undefined || this.isNear(place, bracket.before)) return toStart(by, bracket);
    const same = equals(by.field, value);
    const size = bracket.end - bracket.before;
    const inner = { ...stretch, by: undefined };
    const start = await this.#findHash(inner, and(within, same), {
      place: { target: place.target - bracket.before, size },
      known: wholeOf(size),
    });
    const rest = behindCut(by, { value, isBehind: true });
    return { filter: or(and(same, start.filter), rest), before: bracket.before + start.before };
  }

  async #findValue(
    stretch: SortedStretch,
    within: Filter | undefined,
    { place, known }: Search,
  ): Promise<Bracket> {
    const { target } = place;
    let bracket = known;
    // What was counted already was the likely place.
    let isLikely = known.from === undefined && known.to === undefined;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      if (this.isNear(place, bracket.before) || onlyValue(bracket) !== undefined) break;
      const cuts = isLikely
        ? await this.likelyCuts(stretch, place)
        : await this.#sampledCuts(stretch.by, within, { bracket, target });
      bracket = tighten(bracket, await this.#count(stretch, within, cuts), target);
      isLikely = false;
    }
    return bracket;
  }

  async #findHash(
    stretch: Stretch,
    within: Filter | undefined,
    { place, known }: Search,
  ): Promise<Start> {
    const by: SortField = { field: 'shuffle', direction: stretch.hashes };
    if (this.isNear(place, known.before)) return toStart(by, known);
    const cuts = await this.likelyCuts(stretch, place);
    const counted = await this.#count(stretch, within, cuts);
    return toStart(by, tighten(known, counted, place.target));
  }

  /** Cuts that a few of the videos in the bracket tell. */
  async #sampledCuts(
    by: SortField,
    within: Filter | undefined,
    { bracket, target }: { readonly bracket: Bracket; readonly target: number },
  ): Promise<readonly Cut[]> {
    const inside = and(within, insideOf(by, bracket));
    const query = {
      ...this.#query,
      ...withFilter(inside),
      attributesToRetrieve: [by.field],
      // Those next to each other on the circle have nothing else in common.
      sort: ['shuffle:asc'],
      limit: this.#sources.options.sampleSize,
    };
    const [sample] = await this.#sources.ask([query]);
    const values = sortValues((sample?.hits ?? []).flatMap(valuesOf), by.direction);
    return cutsAround(values, (target - bracket.before) / (bracket.end - bracket.before));
  }

  async #count(
    stretch: Stretch,
    within: Filter | undefined,
    cuts: readonly Cut[],
  ): Promise<readonly CountedCut[]> {
    if (cuts.length === 0) return [];
    return toCounted(cuts, await this.#sources.ask(this.countQueries(stretch, within, cuts)));
  }
}

/** Reads the answers to {@link PlaceFinder.countQueries}. */
export function toCounted(cuts: readonly Cut[], found: readonly Found[]): readonly CountedCut[] {
  return cuts.map((cut, number) => ({ cut, before: found[number]?.totalHits ?? 0 }));
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

/** Of a document of which one field was asked for. */
function valuesOf(hit: object): readonly SortValue[] {
  const values: readonly unknown[] = Object.values(hit);
  return values.filter((value) => typeof value === 'string' || typeof value === 'number');
}
