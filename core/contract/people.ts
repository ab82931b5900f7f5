// Performers and studios as lists. Browser-safe.

import { z } from 'zod';
import { paging } from './search.ts';

export const peopleQuery = paging.extend({
  q: z.string().max(200).default(''),
  sort: z.enum(['name:asc', 'name:desc', 'videos:asc', 'videos:desc']).default('videos:desc'),
});
export type PeopleQuery = z.infer<typeof peopleQuery>;

/** A performer or a studio. */
export const person = z.object({
  name: z.string(),
  videoCount: z.number().int(),
  /** The poster of one of the videos, or null while none is made. */
  posterUrl: z.string().nullable(),
});
export type Person = z.infer<typeof person>;

export const peopleAnswer = z.object({
  items: z.array(person),
  total: z.number().int(),
  page: z.number().int(),
  limit: z.number().int(),
});
export type PeopleAnswer = z.infer<typeof peopleAnswer>;
