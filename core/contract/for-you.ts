// Recommendations: request and answer. Browser-safe.

import { z } from 'zod';
import { pageLimitMax, similarityReason } from './search.ts';
import { videoHash, videoSummary } from './video.ts';

export const forYouQuery = z.object({
  start_from: z.coerce.number().int().min(0).max(5000).default(0),
  limit: z.coerce.number().int().min(1).max(pageLimitMax).default(24),
});

export const forYouAnswer = z.object({
  videos: z.array(
    z.object({
      video: videoSummary,
      /** The cosine with what the person likes, from 0 to 1; the order also sees to variety. */
      score: z.number(),
      /** The heaviest reasons, the heaviest first; together at most the score. */
      because: z.array(similarityReason),
      /** Of what the person likes, the video that speaks for it most. */
      seed: z.object({ hash: videoHash, title: z.string(), isFavourite: z.boolean() }),
    }),
  ),
  total: z.number().int(),
});
export type ForYouAnswer = z.infer<typeof forYouAnswer>;
