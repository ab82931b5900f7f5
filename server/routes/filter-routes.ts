// `/api/dashboard/filters`: the site-wide content filters.

import { z } from 'zod';
import type { FilterStore } from '../../core/catalogue/filter-store.ts';
import {
  contentFilter,
  filterBody,
  filterPatch,
  filtersAnswer,
} from '../../core/contract/dashboard.ts';
import { defineRoute, type Route } from '../http/route.ts';

const params = z.object({ id: z.coerce.number().int().min(1) });

/** Lists, adds, changes and removes content filters; a change holds from the next request on. */
export function filterRoutes(filters: FilterStore): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/dashboard/filters',
      summary: 'All content filters, active or not',
      answer: filtersAnswer,
      handle: async () => ({ items: [...(await filters.all())] }),
    }),
    defineRoute({
      method: 'post',
      path: '/api/dashboard/filters',
      summary: 'Adds a content filter',
      body: filterBody,
      answer: contentFilter,
      handle: async ({ body, ctx }) => {
        ctx.status = 201;
        return await filters.add(body);
      },
    }),
    defineRoute({
      method: 'patch',
      path: '/api/dashboard/filters/{id}',
      summary: 'Changes a content filter, or switches it on or off',
      params,
      body: filterPatch,
      answer: contentFilter,
      handle: async ({ params: { id }, body }) => await filters.change(id, body),
    }),
    defineRoute({
      method: 'delete',
      path: '/api/dashboard/filters/{id}',
      summary: 'Removes a content filter',
      params,
      answer: z.object({ id: z.number().int() }),
      handle: async ({ params: { id } }) => {
        await filters.remove(id);
        return { id };
      },
    }),
  ];
}
