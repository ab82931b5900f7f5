// The query language of the search box. Owns how the parts come together; see `readPart` for what each means.

import { readChosenValue } from '../chosen-value.ts';
import type { AllOfName, SearchFilters } from '../search.ts';
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
 *         | "codec" | "released" | "added" | "length" | "size" | "fav" | "watched"
 *                                                                  (and some other words for the same)
 * value   = phrase | characters without a space
 * phrase  = '"' characters '"'
 * bound   = ( ">" | "<" ) [ "=" ] ( duration | size | lines )
 * duration = 90s, 20m, 1h, 1h30m      size = 700mb, 1.5gb, 2tb      lines = 720p, 1080p, 4k …
 * ```
 *
 * Years, days and what can be measured may be ranges: `year:2019..2022`, `released:2019-05..`, `added:>2024`,
 * `length:5m..20m`, `size:..700mb`. Several performers, categories or tags must all be there, several values of
 * anything else are alternatives. What is none of these is searched as words, so that nothing that can be typed is an
 * error. Never throws.
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

/** Of these a video may have several values. */
const manyValued: readonly AllOfName[] = ['performer', 'category', 'tag'];

/**
 * Both filters: lists are joined, and of single values the later wins. More filters never find more videos where a video
 * may have several values: of performers, categories and tags in both all must be there.
 */
export function mergeFilters<Filters extends object>(
  filters: Filters,
  more: SearchFilters,
): Filters & SearchFilters {
  const known = new Map<string, unknown>(Object.entries(filters));
  const allOf = manyValued.filter((name) => isNarrowed(known.get(name), more[name]));
  const added = allOf.length === 0 ? more : { ...more, allOf: [...(more.allOf ?? []), ...allOf] };
  const merged = Object.entries(added).map(
    ([name, value]) => [name, joined(known.get(name), value)] as const,
  );
  return { ...filters, ...Object.fromEntries(merged) };
}

/** Both lists want something, and not the same one value. */
function isNarrowed(before: unknown, values: unknown): boolean {
  const [known, more] = [wantedAmong(before), wantedAmong(values)];
  return known.size > 0 && more.size > 0 && new Set([...known, ...more]).size > 1;
}

function wantedAmong(values: unknown): ReadonlySet<string> {
  const written = toList(values).filter((value) => typeof value === 'string');
  return new Set(written.filter((value) => !readChosenValue(value).isExcluded));
}

function joined(before: unknown, value: unknown): unknown {
  return Array.isArray(value) ? [...new Set([...toList(before), ...toList(value)])] : value;
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
