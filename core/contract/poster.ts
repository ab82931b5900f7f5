// Choosing the poster of a video. Browser-safe.

import { z } from 'zod';

export const setPosterBody = z.object({
  /** Seconds into the video; the picture that is shown then. */
  timeS: z.number().min(0).max(1e7),
});
