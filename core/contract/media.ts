// Preview media as the API hands it out. Browser-safe.

import { z } from 'zod';
import { previewKind, previewState, videoHash } from './video.ts';

export const mediaQuery = z.object({
  /** Seconds to wait for the media to be made before answering 202. */
  wait: z.coerce.number().min(0).max(60).default(0),
});

/** One file of a preview. */
export const mediaFile = z.object({
  url: z.string(),
  mediaType: z.string(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  sizeBytes: z.number().int(),
});

/** `urls` is empty until the state is `ready`; an error text only with `failed`. */
export const mediaAnswer = z.object({
  hash: videoHash,
  kind: previewKind,
  state: previewState,
  urls: z.array(z.string()),
  files: z.array(mediaFile),
  error: z.string().nullable(),
});
export type MediaAnswer = z.infer<typeof mediaAnswer>;
