// A search in words: what it asks for, part by part, and a name that it may be saved under.

import { isSameName } from '../../core/contract/same-name.ts';
import { activeFilters } from './active-filters.ts';
import { facets } from './facets.ts';
import { sortOptions } from './sort-options.ts';
import type { SearchState } from './url-state.ts';

const nameLengthMax = 80;

/** What stands before a value in the label of its filter. */
const facetLabel = new RegExp(`^(Not )?(?:${facets.map(({ singular }) => singular).join('|')}): `);

/** The words in quotes, each filter, and the order if one was chosen; never empty, none twice. */
export function searchWords(state: SearchState, locale?: string): readonly string[] {
  const words = state.q.trim() === '' ? [] : [`“${state.q.trim()}”`];
  const filters = activeFilters(state, locale).map(({ label }) => label);
  const parts = [...words, ...filters];
  return [...new Set(parts.length === 0 ? ['All videos'] : parts), ...orderWords(state)];
}

/** A short name of at most 80 characters, unlike any of `taken`. */
export function proposeName(state: SearchState, taken: readonly string[], locale?: string): string {
  const filters = activeFilters(state, locale).map(({ label }) => shortLabel(label));
  const said = [state.q.trim(), ...filters].filter((part) => part !== '');
  const [first = 'All videos', ...rest] = said.length === 0 ? orderWords(state) : said;
  let name = cut(first.charAt(0).toUpperCase() + first.slice(1), nameLengthMax);
  for (const part of rest) {
    if (`${name}, ${part}`.length > nameLengthMax) break;
    name = `${name}, ${part}`;
  }
  return unlike(name, taken);
}

/** `Jane Doe` for `Performer: Jane Doe`, `not watched` for `Not watched`. */
function shortLabel(label: string): string {
  const value = label.replace(facetLabel, (_, not?: string) => (not === undefined ? '' : 'not '));
  return value === label ? label.charAt(0).toLowerCase() + label.slice(1) : value;
}

function orderWords({ sort }: SearchState): readonly string[] {
  const option = sortOptions.find(({ key }) => key === sort?.key);
  if (sort === undefined || option === undefined) return [];
  const direction = sort.direction === 'asc' ? 'ascending' : 'descending';
  const isTurned = sort.direction !== option.direction;
  return [`By ${option.label.toLowerCase()}${isTurned ? `, ${direction}` : ''}`];
}

function unlike(name: string, taken: readonly string[]): string {
  let free = name;
  for (let number = 2; taken.some((other) => isSameName(other, free)); number += 1)
    free = `${cut(name, nameLengthMax - 4)} ${number}`;
  return free;
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  // Half a character would be left.
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
