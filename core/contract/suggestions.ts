// What the search box of the header offers while one types: videos, performers and studios at once. Browser-safe.

import { z } from 'zod';
import { person } from './people.ts';
import { videoSummary } from './video.ts';

export const suggestionsQuery = z.object({
  q: z.string().max(500).default(''),
  /** Of each kind. */
  limit: z.coerce.number().int().min(1).max(20).default(5),
});

/** Each list with the best first; all are empty for a query without a word. */
export const suggestionsAnswer = z.object({
  videos: z.array(videoSummary),
  performers: z.array(person),
  studios: z.array(person),
  tookMs: z.number(),
});
export type SuggestionsAnswer = z.infer<typeof suggestionsAnswer>;
