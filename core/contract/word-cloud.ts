// The most telling words of what a search found. Browser-safe.

import { z } from 'zod';
import { searchFilters } from './search.ts';

/** A search without order and pages. */
export const wordCloudQuery = searchFilters.extend({
  q: z.string().max(500).default(''),
  /** Words at most. */
  limit: z.coerce.number().int().min(1).max(200).default(60),
});

/** A word, or a whole name, as the videos spell it. */
export const cloudWord = z.object({
  text: z.string(),
  /** What narrows a search by it: `word` is searched for, every other kind is a filter. */
  kind: z.enum(['word', 'performer', 'studio', 'category', 'tag', 'collection']),
  /** How telling it is, from above 0 to 1 for the most telling one of the answer. */
  weight: z.number(),
  /** Of the videos looked at, those that have it. */
  videoCount: z.number().int(),
});
export type CloudWord = z.infer<typeof cloudWord>;

/** The heaviest first. */
export const wordCloudAnswer = z.object({
  words: z.array(cloudWord),
  /** Videos that were looked at: all that were found, or an even sample of them. */
  sampled: z.number().int(),
});
export type WordCloudAnswer = z.infer<typeof wordCloudAnswer>;
