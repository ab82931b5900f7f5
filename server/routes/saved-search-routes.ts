// Saved searches: the list that everybody sees, and keeping them on the dashboard.

import { z } from 'zod';
import type { SavedSearchStore } from '../../core/catalogue/saved-search-store.ts';
import {
  keptSearch,
  managedSearchesAnswer,
  savedSearchBody,
  savedSearchesAnswer,
  savedSearchPatch,
} from '../../core/contract/saved-search.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { SavedSearchDirectory } from '../library/saved-search-directory.ts';

interface SavedSearchRouteParts {
  readonly savedSearches: SavedSearchStore;
  readonly savedSearchDirectory: SavedSearchDirectory;
}

const params = z.object({ id: z.coerce.number().int().min(1) });

/** `GET /api/get-saved-searches` and `/api/dashboard/saved-searches`. */
export function savedSearchRoutes({
  savedSearches,
  savedSearchDirectory: directory,
}: SavedSearchRouteParts): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/get-saved-searches',
      summary: 'The saved searches that visitors may see, with how many videos each finds now',
      answer: savedSearchesAnswer,
      handle: async ({ signal }) => ({ items: await directory.listed(signal) }),
    }),
    defineRoute({
      method: 'get',
      path: '/api/dashboard/saved-searches',
      summary: 'All saved searches, those that are hidden or cannot be read included',
      answer: managedSearchesAnswer,
      handle: async ({ signal }) => ({ items: await directory.all(signal) }),
    }),
    defineRoute({
      method: 'post',
      path: '/api/dashboard/saved-searches',
      summary: 'Saves a search: a name, and the parameters of the search page’s address',
      body: savedSearchBody,
      answer: keptSearch,
      handle: async ({ body, ctx }) => {
        ctx.status = 201;
        return await savedSearches.add(body);
      },
    }),
    defineRoute({
      method: 'patch',
      path: '/api/dashboard/saved-searches/{id}',
      summary: 'Renames or moves a saved search, or changes what it searches for',
      params,
      body: savedSearchPatch,
      answer: keptSearch,
      handle: async ({ params: { id }, body }) => await savedSearches.change(id, body),
    }),
    defineRoute({
      method: 'delete',
      path: '/api/dashboard/saved-searches/{id}',
      summary: 'Removes a saved search',
      params,
      answer: z.object({ id: z.number().int() }),
      handle: async ({ params: { id } }) => {
        await savedSearches.remove(id);
        return { id };
      },
    }),
  ];
}
