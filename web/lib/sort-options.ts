// The orders that a person can choose for a list of videos.

import type { SortKey } from '../../core/contract/search.ts';
import type { SearchState, Sort } from './url-state.ts';

interface SortOption {
  readonly key: SortKey;
  readonly label: string;
  /** What people mostly want when they choose it. */
  readonly direction: Sort['direction'];
}

/** In the order of the menu. */
export const sortOptions: readonly SortOption[] = [
  { key: 'relevance', label: 'Best match', direction: 'desc' },
  { key: 'added', label: 'Date added', direction: 'desc' },
  { key: 'released', label: 'Release date', direction: 'desc' },
  { key: 'title', label: 'Title', direction: 'asc' },
  { key: 'duration', label: 'Length', direction: 'desc' },
  { key: 'size', label: 'File size', direction: 'desc' },
  { key: 'views', label: 'Times watched', direction: 'desc' },
  { key: 'viewed', label: 'Last watched', direction: 'desc' },
  { key: 'random', label: 'Random', direction: 'desc' },
];

/** The order that is in force: the chosen one, or what the server does without one. */
export function currentSort({ sort, q }: Pick<SearchState, 'q' | 'sort'>): Sort {
  return sort ?? { key: q.trim() === '' ? 'added' : 'relevance', direction: 'desc' };
}

/** False for orders that have no other way round. */
export function hasDirection(key: SortKey): boolean {
  return key !== 'relevance' && key !== 'random';
}

/** The change of state that chooses an order by its key. */
export function sortBy(key: SortKey, newSeed: () => string): Partial<SearchState> {
  const direction = sortOptions.find((option) => option.key === key)?.direction ?? 'desc';
  return { sort: { key, direction }, seed: key === 'random' ? newSeed() : undefined };
}
