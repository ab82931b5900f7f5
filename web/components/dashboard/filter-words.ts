// Content filters in words. Pure.

import type { ContentFilter } from '../../../core/contract/dashboard.ts';

export type FilterField = ContentFilter['field'];
export type FilterMode = ContentFilter['mode'];

export const fieldNames = {
  studio: 'Studio',
  category: 'Category',
  performer: 'Performer',
  tag: 'Tag',
  collection: 'Collection',
} as const satisfies Record<FilterField, string>;

export const modeNames = {
  hide: 'Hide',
  only: 'Show only',
} as const satisfies Record<FilterMode, string>;

/** `Hide tag "draft"`, `Show only studio "PyData"`. */
export function describeFilter(filter: Pick<ContentFilter, 'field' | 'value' | 'mode'>): string {
  return `${modeNames[filter.mode]} ${fieldNames[filter.field].toLowerCase()} “${filter.value}”`;
}
