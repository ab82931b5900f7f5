// The sorts that a person can choose as the engine's directives. Random order is `random-page.ts`.

import type { SearchQuery, SortKey } from '../core/contract/search.ts';

interface SortField {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
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

/**
 * The directives of a sort; none for relevance, which the ranking rules decide. Equals are in order of hash, so that pages
 * neither repeat nor skip; videos without the field come last in both directions.
 */
export function toSort(sort: SearchQuery['sort']): readonly string[] {
  if (sort === undefined || sort.key === 'relevance' || sort.key === 'random') return [];
  const { field, direction } = sortFields[sort.key];
  return [`${field}:${sort.direction ?? direction}`, 'hash:asc'];
}
