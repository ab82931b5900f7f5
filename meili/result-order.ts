// The order of a result as stretches that are sorted by fields alone, so that a place in it can be found by counting. Pure.

import type { SearchQuery } from '../core/contract/search.ts';
import { compares, not, type Filter } from './filter.ts';
import { everywhere, walkParts, type Places } from './random-walk.ts';
import { shuffleStart } from './shuffle.ts';
import { sortField, type SortDirection, type SortField } from './sort.ts';

/** Videos of a result that follow each other. */
export interface Stretch {
  /** Which ones, among those that the search finds; undefined for all. */
  readonly filter: Filter | undefined;
  /** What they are sorted by before their hashes; each of them has the field. */
  readonly by: SortField | undefined;
  readonly hashes: SortDirection;
  /** Where on the circle of places they lie; see `shuffle.ts`. */
  readonly places: Places;
}

/** The fields that a video may lack. */
const optionalFields = new Set(['releasedAt', 'durationS', 'lastViewedAt', 'titleKey']);

/** The stretches of a result, one or two, in order. Undefined when words decide the order: no field tells a place then. */
export function stretchesOf(query: SearchQuery): readonly Stretch[] | undefined {
  const { sort, seed = '', q } = query;
  if (sort?.key === 'random') {
    return walkParts(shuffleStart(seed)).map(({ filter, direction, places }) => ({
      ...{ filter, by: undefined, hashes: direction, places },
    }));
  }
  const by = sortField(sort);
  if (by !== undefined) return sortedStretches(by);
  // What the ranking rules come to when there are no words.
  return q.trim() === '' ? sortedStretches({ field: 'addedAt', direction: 'desc' }) : undefined;
}

function sortedStretches(by: SortField): readonly Stretch[] {
  const all: Stretch = { filter: undefined, by, hashes: 'asc', places: everywhere };
  if (!optionalFields.has(by.field)) return [all];
  const has = hasValue(by.field);
  return [
    { ...all, filter: has },
    { ...all, filter: not(has), by: undefined },
  ];
}

/**
 * What the engine can sort. It says that an empty text or null exists, and of a field that could not always be filtered by
 * also that null is not null.
 */
function hasValue(field: SortField['field']): Filter {
  return compares(field, '>=', field === 'titleKey' ? '' : Number.MIN_SAFE_INTEGER);
}
