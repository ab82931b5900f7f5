// The filters of a search request as one Meilisearch filter. What they mean is said here; how they are written, in `filter.ts`.

import { readChosenValue } from '../core/contract/chosen-value.ts';
import {
  allOfNames,
  type AllOfName,
  type FacetName,
  type HistogramName,
  type SearchFilters,
} from '../core/contract/search.ts';
import { foldText } from '../core/similarity/fold-text.ts';
import { and, equals, inRange, isOneOf, not, type Filter, type FilterField } from './filter.ts';

const DAY_MS = 86_400_000;

/** Up to here hashes are passed along (25 ms); beyond, the index's own flag is used, which may lag by a second. */
const MAX_HASHES = 5000;

/** What the catalogue knows better than the index: it has what was done a moment ago. */
export interface PersonalHashes {
  /** All favourites. @default what the index knows */
  readonly favouriteHashes?: readonly string[] | undefined;
  /** All videos that were ever watched. @default what the index knows */
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

/** The filter of a request; undefined when it does not restrict. Days are in UTC. */
export function toSearchFilter(
  filters: SearchFilters,
  personal: PersonalHashes = {},
): Filter | undefined {
  return and(
    ...valueFilters.map((valueFilter) => toValueFilter(valueFilter, filters)),
    toRangeFilter(filters),
    toWordFilter(filters),
    toPersonalFilter(filters, personal),
  );
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

function toValueFilter(
  { parameter, field }: ValueFilter,
  filters: SearchFilters,
): Filter | undefined {
  const values = (filters[parameter] ?? []).map(readChosenValue);
  const excluded = values.filter(({ isExcluded }) => isExcluded).map(({ value }) => value);
  const wanted = values.filter(({ isExcluded }) => !isExcluded).map(({ value }) => value);
  return and(
    ...(isAllOf(filters, parameter)
      ? wanted.map((value) => equals(field, value))
      : [anyOf(field, wanted)]),
    noneOf(field, excluded),
  );
}

function toRangeFilter(filters: SearchFilters): Filter | undefined {
  return and(
    inRange('releasedAt', days(filters.releasedFrom, filters.releasedTo)),
    inRange('addedAt', days(filters.addedFrom, filters.addedTo)),
    inRange('durationS', { min: filters.durationMin, below: filters.durationMax }),
    inRange('lines', { min: filters.heightMin, below: filters.heightMax }),
    inRange('sizeBytes', { min: filters.sizeMin, below: filters.sizeMax }),
  );
}

function days(from: string | undefined, to: string | undefined) {
  return {
    min: from === undefined ? undefined : Date.parse(`${from}T00:00:00Z`),
    max: to === undefined ? undefined : Date.parse(`${to}T00:00:00Z`) + DAY_MS - 1,
  };
}

function toWordFilter({ include = [], exclude = [] }: SearchFilters): Filter | undefined {
  const wanted = include.flatMap(pathWords).map((word) => equals('pathWords', word));
  return and(...wanted, noneOf('pathWords', exclude.flatMap(pathWords)));
}

/** Splits as the words of paths are split. */
function pathWords(text: string): readonly string[] {
  return foldText(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function toPersonalFilter(
  { favourite, unwatched }: SearchFilters,
  { favouriteHashes, watchedHashes }: PersonalHashes,
): Filter | undefined {
  const isFavourite = hashFilter(favouriteHashes) ?? equals('isFavourite', true);
  const isUnwatched = negate(hashFilter(watchedHashes)) ?? equals('views', 0);
  return and(choose(favourite, isFavourite), choose(unwatched, isUnwatched));
}

function choose(wanted: boolean | undefined, filter: Filter): Filter | undefined {
  if (wanted === undefined) return undefined;
  return wanted ? filter : not(filter);
}

function hashFilter(hashes: readonly string[] | undefined): Filter | undefined {
  return hashes === undefined || hashes.length > MAX_HASHES ? undefined : isOneOf('hash', hashes);
}

function negate(filter: Filter | undefined): Filter | undefined {
  return filter === undefined ? undefined : not(filter);
}

function anyOf(field: FilterField, values: readonly string[]): Filter | undefined {
  return values.length === 0 ? undefined : isOneOf(field, values);
}

function noneOf(field: FilterField, values: readonly string[]): Filter | undefined {
  return negate(anyOf(field, values));
}
