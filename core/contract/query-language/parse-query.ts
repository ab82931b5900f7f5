// The query language of the search box. Owns how the parts come together; see `readPart` for what each means.

import type { SearchFilters } from '../search.ts';
import { readPart } from './read-part.ts';
import { splitQuery } from './split-query.ts';

/** What was typed, as a search: words, and filters with the names of the URL's parameters. */
export interface ParsedQuery {
  /** What is left to search for; phrases in quotes and excluded words as they were typed. */
  readonly q: string;
  readonly filters: SearchFilters;
}

/**
 * Parses a query:
 *
 * ```
 * query   = { part }
 * part    = [ "-" ] ( name ":" value | phrase | bound | "#" tag | lines | "unwatched" | word )
 * name    = "performer" | "studio" | "category" | "tag" | "collection" | "resolution" | "playback" | "path" | "year"
 *         | "released" | "added" | "length" | "fav" | "watched"    (and some other words for the same)
 * value   = phrase | characters without a space
 * phrase  = '"' characters '"'
 * bound   = ( ">" | "<" ) ( duration | lines )                     duration = 90s, 20m, 1h, 1h30m
 * lines   = 720p, 1080p, 4k …
 * ```
 *
 * A year or a day may be a range: `year:2019..2022`, `released:2019-05..`, `added:>2024`. What is none of these is
 * searched as words, so that nothing that can be typed is an error. Never throws.
 *
 * @param options.isTyping the last part may not be complete: its value is searched for until it is
 */
export function parseQuery(
  query: string,
  { isTyping = false }: { readonly isTyping?: boolean } = {},
): ParsedQuery {
  const words: string[] = [];
  let filters: SearchFilters = {};
  for (const part of splitQuery(query)) {
    const meaning = readPart(part);
    if (meaning === undefined) words.push(part.text);
    else if (isTyping && part.isOpen) words.push(part.isExcluded ? '' : part.value);
    else filters = mergeFilters(filters, meaning);
  }
  return { q: words.filter((word) => word !== '').join(' '), filters };
}

/** Both filters: lists are joined, and of single values the later wins. */
export function mergeFilters<Filters extends object>(
  filters: Filters,
  more: SearchFilters,
): Filters & SearchFilters {
  const known = new Map<string, unknown>(Object.entries(filters));
  const merged = Object.entries(more).map(
    ([name, value]) => [name, joined(known.get(name), value)] as const,
  );
  return { ...filters, ...Object.fromEntries(merged) };
}

function joined(before: unknown, value: unknown): unknown {
  if (!Array.isArray(before) || !Array.isArray(value)) return value;
  return Array.from(new Set<unknown>([before, value].flat()));
}
