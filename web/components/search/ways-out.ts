// Wider searches to offer when a search finds nothing: each without one of the things that narrow it. Pure.

import { splitQuery } from '../../../core/contract/query-language/split-query.ts';
import { activeFilters } from '../../lib/active-filters.ts';
import { withPatch, type SearchState } from '../../lib/url-state.ts';

/** A search that asks for one thing less. */
export interface WayOut {
  /** What is left out, such as `Tag: beach`, or the words that are no longer searched for. */
  readonly label: string;
  readonly search: SearchState;
}

/** Each of them is a request. */
const limit = 8;

/** The wider searches: without one filter, without the words, or without one of several words. */
export function waysOut(state: SearchState): readonly WayOut[] {
  const filters = activeFilters(state).map(({ label, removal }) => ({
    label,
    search: withPatch(state, removal),
  }));
  return [...filters, ...withoutWords(state, filters.length > 0)].slice(0, limit);
}

function withoutWords(state: SearchState, hasFilters: boolean): readonly WayOut[] {
  const words = splitQuery(state.q).map(({ text }) => text);
  if (words.length === 0) return [];
  const whole = hasFilters ? [{ label: quoted(state.q), search: withPatch(state, { q: '' }) }] : [];
  if (words.length === 1) return whole;
  const single = words.map((word, place) => ({
    label: quoted(word),
    search: withPatch(state, { q: words.filter((_, other) => other !== place).join(' ') }),
  }));
  return [...whole, ...single];
}

function quoted(words: string): string {
  return words.includes('"') ? words : `"${words}"`;
}
