// The sorts that a person can choose as fields and directions. Random order is `random-walk.ts`.

import type { SearchQuery, SortKey } from '../core/contract/search.ts';
import type { FilterField } from './filter.ts';

export type SortDirection = 'asc' | 'desc';

/** A field that videos are sorted by, and which way. */
export interface SortField {
  readonly field: FilterField;
  readonly direction: SortDirection;
}

/** The field of each sort and the direction that people expect when they name none. */
const sortFields: Readonly<Record<Exclude<SortKey, 'relevance' | 'random'>, SortField>> = {
  added: { field: 'addedAt', direction: 'desc' },
  released: { field: 'releasedAt', direction: 'desc' },
  title: { field: 'titleKey', direction: 'asc' },
  duration: { field: 'durationS', direction: 'desc' },
  size: { field: 'sizeBytes', direction: 'desc' },
  views: { field: 'views', direction: 'desc' },
  viewed: { field: 'lastViewedAt', direction: 'desc' },
};

/** The field that a sort goes by; undefined for relevance, which the ranking rules decide, and for random order. */
export function sortField(sort: SearchQuery['sort']): SortField | undefined {
  if (sort === undefined || sort.key === 'relevance' || sort.key === 'random') return undefined;
  const { field, direction } = sortFields[sort.key];
  return { field, direction: sort.direction ?? direction };
}

/**
 * The directives of a sort; none for relevance. Equals are in order of hash, so that pages neither repeat nor skip; videos
 * without the field come last in both directions.
 */
export function toSort(sort: SearchQuery['sort']): readonly string[] {
  const by = sortField(sort);
  return by === undefined ? [] : [`${by.field}:${by.direction}`, 'hash:asc'];
}
