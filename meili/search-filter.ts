// The filters of a search request as one Meilisearch filter. What they mean is said here; how they are written, in `filter.ts`.

import type { FacetName, SearchFilters } from '../core/contract/search.ts';
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

/** How a field of the request filters. */
interface ValueFilter {
  readonly parameter:
    | 'performer'
    | 'studio'
    | 'category'
    | 'tag'
    | 'collection'
    | 'resolution'
    | 'playability'
    | 'year';
  readonly field: FacetName;
  /** A video has several values: all that are asked for must be there. Otherwise they are alternatives. */
  readonly hasMany: boolean;
}

const valueFilters: readonly ValueFilter[] = [
  { parameter: 'performer', field: 'performers', hasMany: true },
  { parameter: 'category', field: 'categories', hasMany: true },
  { parameter: 'tag', field: 'tags', hasMany: true },
  { parameter: 'studio', field: 'studio', hasMany: false },
  { parameter: 'collection', field: 'collection', hasMany: false },
  { parameter: 'resolution', field: 'resolution', hasMany: false },
  { parameter: 'playability', field: 'playability', hasMany: false },
  { parameter: 'year', field: 'releasedYear', hasMany: false },
];

/** The filter of a request; undefined when it does not restrict. Days are in UTC and both ends belong to the range. */
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
 * The facets whose values are alternatives and of which the request names some: each is counted without its own
 * values, so that the other alternatives are seen with their counts.
 */
export function disjunctiveFacets(filters: SearchFilters): readonly FacetName[] {
  return valueFilters
    .filter(({ parameter, hasMany }) => !hasMany && filters[parameter] !== undefined)
    .map(({ field }) => field);
}

/** The request without the values of one facet. */
export function withoutFacet(filters: SearchFilters, facet: FacetName): SearchFilters {
  const own = valueFilters.find(({ field }) => field === facet);
  return own === undefined ? filters : { ...filters, [own.parameter]: undefined };
}

function toValueFilter(
  { parameter, field, hasMany }: ValueFilter,
  filters: SearchFilters,
): Filter | undefined {
  const values = filters[parameter] ?? [];
  const excluded = values.filter(isExclusion).map((value) => value.slice(1));
  const wanted = values.filter((value) => !isExclusion(value));
  return and(
    ...(hasMany ? wanted.map((value) => equals(field, value)) : [anyOf(field, wanted)]),
    noneOf(field, excluded),
  );
}

/** A lone `!` excludes nothing: it is a value like any other. */
function isExclusion(value: string): boolean {
  return value.startsWith('!') && value.length > 1;
}

function toRangeFilter(filters: SearchFilters): Filter | undefined {
  return and(
    inRange('releasedAt', days(filters.releasedFrom, filters.releasedTo)),
    inRange('addedAt', days(filters.addedFrom, filters.addedTo)),
    inRange('durationS', { min: filters.durationMin, max: filters.durationMax }),
    inRange('height', { min: filters.heightMin }),
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
