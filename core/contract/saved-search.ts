// Searches that a person keeps under a name. Browser-safe.

import { z } from 'zod';
import { canonicalSearch } from './canonical-search.ts';
import { searchFilters, searchQuery } from './search.ts';

/** As many as a menu can hold. */
export const savedSearchesMax = 50;
export const savedNameLengthMax = 80;
const queryLengthMax = 2000;

/** What a saved search asks for: a search request without what is about its answer. Other parameters are refused. */
const savedRequest = z.strictObject({
  ...searchFilters.shape,
  q: searchQuery.shape.q,
  sort: searchQuery.shape.sort,
  seed: searchQuery.shape.seed,
});
export type SavedRequest = z.infer<typeof savedRequest>;

/** Reads a kept query as the search route reads its address. */
export function readSavedQuery(query: string): z.ZodSafeParseResult<SavedRequest> {
  const parameters = new URLSearchParams(query);
  const entries = [...new Set(parameters.keys())].map((name) => {
    const values = parameters.getAll(name);
    return [name, values.length === 1 ? values[0] : values] as const;
  });
  return savedRequest.safeParse(Object.fromEntries(entries));
}

const name = z
  .string()
  .trim()
  .min(1)
  .max(savedNameLengthMax)
  .regex(/^\P{Cc}*$/u, 'must be one line without control characters');

/** The parameters of a search address; becomes their canonical text. */
const query = z
  .string()
  .max(queryLengthMax)
  .transform((text, context) => {
    const canonical = canonicalSearch(text);
    if (canonical.length > queryLengthMax)
      context.addIssue(`must have at most ${queryLengthMax} characters in percent-encoding`);
    const { error } = readSavedQuery(canonical);
    for (const { path, message } of error?.issues ?? [])
      context.issues.push({ code: 'custom', message, path: [...path], input: text });
    return canonical;
  });

const savedSearchFields = z.object({
  name,
  query,
  /** From 0; beyond the end is the end. */
  position: z.number().int().min(0).max(1000),
});
export const savedSearchBody = savedSearchFields.partial({ position: true });
export type SavedSearchBody = z.infer<typeof savedSearchBody>;
/** Only what it names is changed. */
export const savedSearchPatch = savedSearchFields
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'must change something');
export type SavedSearchPatch = z.infer<typeof savedSearchPatch>;

/** A saved search as it is kept. */
export const keptSearch = z.object({ id: z.number().int(), name: z.string(), query: z.string() });
export type KeptSearch = z.infer<typeof keptSearch>;

/** A saved search and how many visible videos it finds now; null when that is not known. */
export const savedSearch = keptSearch.extend({ videoCount: z.number().int().nullable() });
export type SavedSearch = z.infer<typeof savedSearch>;
/** In the order that a person gave them. */
export const savedSearchesAnswer = z.object({ items: z.array(savedSearch) });
export type SavedSearchesAnswer = z.infer<typeof savedSearchesAnswer>;

export const managedSearch = savedSearch.extend({
  /** Whether it is in menus and on the home page; content filters may keep it from there. */
  isListed: z.boolean(),
  /** Why its query cannot be read, or null. */
  problem: z.string().nullable(),
});
export type ManagedSearch = z.infer<typeof managedSearch>;
export const managedSearchesAnswer = z.object({ items: z.array(managedSearch) });
export type ManagedSearchesAnswer = z.infer<typeof managedSearchesAnswer>;
