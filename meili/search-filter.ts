// The filters of a search request, compiled for the search engine and for a single video. What they mean is said here; how a
// condition is written and judged, in `condition.ts`.

import type { ListedVideo } from '../core/catalogue/video.ts';
import { readChosenValue } from '../core/contract/chosen-value.ts';
import {
  allOfNames,
  type AllOfName,
  type FacetName,
  type HistogramName,
  type SearchFilters,
} from '../core/contract/search.ts';
import { foldText } from '../core/similarity/fold-text.ts';
import {
  every,
  has,
  hasOneOf,
  isWithin,
  negated,
  type Condition,
  type VideoFilter,
} from './condition.ts';
import { equals, isOneOf, not, type Filter } from './filter.ts';

const DAY_MS = 86_400_000;

/** Up to here hashes are passed along (25 ms); beyond, the index's own flag is used, which may lag by a second. */
const MAX_HASHES = 5000;

/** What the catalogue knows better than the index: it has what was done a moment ago. */
export interface PersonalHashes {
  /** All favourites. @default what the index knows; no single video can be judged then */
  readonly favouriteHashes?: readonly string[] | undefined;
  /** All videos that were ever watched. @default what the index knows; no single video can be judged then */
  readonly watchedHashes?: readonly string[] | undefined;
}

/** A field of the request that lists values. */
interface ValueFilter {
  readonly parameter:
    AllOfName | 'studio' | 'collection' | 'resolution' | 'playability' | 'codec' | 'year';
  readonly field: Exclude<FacetName, 'duration' | 'favourite'>;
}

const valueFilters: readonly ValueFilter[] = [
  { parameter: 'performer', field: 'performers' },
  { parameter: 'category', field: 'categories' },
  { parameter: 'tag', field: 'tags' },
  { parameter: 'studio', field: 'studio' },
  { parameter: 'collection', field: 'collection' },
  { parameter: 'resolution', field: 'resolution' },
  { parameter: 'playability', field: 'playability' },
  { parameter: 'codec', field: 'videoCodec' },
  { parameter: 'year', field: 'releasedYear' },
];

/** The filter of a request for the search engine; undefined when it does not restrict. */
export function toSearchFilter(
  filters: SearchFilters,
  personal: PersonalHashes = {},
): Filter | undefined {
  return compileSearchFilter(filters, personal).filter;
}

/** The filter of a request. Days are in UTC. */
export function compileSearchFilter(
  filters: SearchFilters,
  personal: PersonalHashes = {},
): VideoFilter {
  return every([
    ...valueFilters.flatMap((valueFilter) => valueConditions(valueFilter, filters)),
    ...rangeConditions(filters),
    ...wordConditions(filters),
    ...personalConditions(filters, personal),
  ]);
}

/**
 * The filters under which a facet is counted: those of the request, without the facet's own values where they are
 * alternatives, so that the others are seen with their counts. Where a video may have several values, what is excluded
 * stays excluded.
 */
export function filtersToCount(filters: SearchFilters, facet: FacetName): SearchFilters {
  if (facet === 'duration') return { ...filters, durationMin: undefined, durationMax: undefined };
  const parameter = valueFilters.find(({ field }) => field === facet)?.parameter;
  if (parameter === undefined || isAllOf(filters, parameter)) return filters;
  const excluded = filters[parameter]?.filter((written) => readChosenValue(written).isExcluded);
  const isManyValued = allOfNames.some((name) => name === parameter);
  return { ...filters, [parameter]: isManyValued ? excluded : undefined };
}

/** The filters under which a histogram is counted: those of the request but for what it shows. */
export function filtersOfHistogram(filters: SearchFilters, name: HistogramName): SearchFilters {
  if (name === 'duration') return filtersToCount(filters, name);
  return { ...filters, year: undefined, releasedFrom: undefined, releasedTo: undefined };
}

/** The values of a facet that the request names, wanted or not. */
export function chosenValues(filters: SearchFilters, facet: FacetName): readonly string[] {
  const parameter = valueFilters.find(({ field }) => field === facet)?.parameter;
  const written = parameter === undefined ? [] : (filters[parameter] ?? []);
  return written.map((value) => readChosenValue(value).value);
}

function isAllOf({ allOf = [] }: SearchFilters, parameter: string): boolean {
  return allOf.some((name) => name === parameter);
}

function valueConditions(
  { parameter, field }: ValueFilter,
  filters: SearchFilters,
): readonly (Condition | undefined)[] {
  const values = (filters[parameter] ?? []).map(readChosenValue);
  const excluded = values.filter(({ isExcluded }) => isExcluded).map(({ value }) => value);
  const wanted = values.filter(({ isExcluded }) => !isExcluded).map(({ value }) => value);
  return [
    ...(isAllOf(filters, parameter)
      ? wanted.map((value) => has(field, value))
      : [anyOf(field, wanted)]),
    noneOf(field, excluded),
  ];
}

function rangeConditions(filters: SearchFilters): readonly (Condition | undefined)[] {
  return [
    isWithin('releasedAt', days(filters.releasedFrom, filters.releasedTo)),
    isWithin('addedAt', days(filters.addedFrom, filters.addedTo)),
    isWithin('durationS', { min: filters.durationMin, below: filters.durationMax }),
    isWithin('lines', { min: filters.heightMin, below: filters.heightMax }),
    isWithin('sizeBytes', { min: filters.sizeMin, below: filters.sizeMax }),
  ];
}

function days(from: string | undefined, to: string | undefined) {
  return {
    min: from === undefined ? undefined : Date.parse(`${from}T00:00:00Z`),
    max: to === undefined ? undefined : Date.parse(`${to}T00:00:00Z`) + DAY_MS - 1,
  };
}

function wordConditions({
  include = [],
  exclude = [],
}: SearchFilters): readonly (Condition | undefined)[] {
  const wanted = include.flatMap(pathWords).map((word) => has('pathWords', word));
  return [...wanted, noneOf('pathWords', exclude.flatMap(pathWords))];
}

/** Splits as the words of paths are split. */
function pathWords(text: string): readonly string[] {
  return foldText(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function personalConditions(
  { favourite, unwatched }: SearchFilters,
  { favouriteHashes, watchedHashes }: PersonalHashes,
): readonly (Condition | undefined)[] {
  const watched = unwatched === undefined ? undefined : !unwatched;
  return [
    choose(favourite, () => isAmong(favouriteHashes, equals('isFavourite', true))),
    choose(watched, () => isAmong(watchedHashes, not(equals('views', 0)))),
  ];
}

function choose(wanted: boolean | undefined, condition: () => Condition): Condition | undefined {
  if (wanted === undefined) return undefined;
  return wanted ? condition() : negated(condition());
}

/** @param inIndex what the index has of it */
function isAmong(hashes: readonly string[] | undefined, inIndex: Filter): Condition {
  let known: ReadonlySet<string> | undefined;
  const matches = ({ hash }: ListedVideo) => {
    if (hashes === undefined) throw new TypeError('A video cannot be judged without the hashes.');
    known ??= new Set(hashes);
    return known.has(hash);
  };
  const isTooMany = hashes === undefined || hashes.length > MAX_HASHES;
  return { filter: isTooMany ? inIndex : isOneOf('hash', hashes), matches };
}

type ValueField = Parameters<typeof hasOneOf>[0];

function anyOf(field: ValueField, values: readonly string[]): Condition | undefined {
  return values.length === 0 ? undefined : hasOneOf(field, values);
}

function noneOf(field: ValueField, values: readonly string[]): Condition | undefined {
  return values.length === 0 ? undefined : negated(hasOneOf(field, values));
}
