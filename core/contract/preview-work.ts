// Making previews: what the dashboard asks for, and how far it is. Browser-safe.

import { z } from 'zod';
import { paging } from './search.ts';
import { previewKind, previewKinds, videoHash } from './video.ts';

const kinds = z.array(previewKind).min(1).max(previewKinds.length);
/** Names with commas between. */
const kindNames = z
  .string()
  .transform((text) => text.split(','))
  .pipe(kinds);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

const orderFields = {
  /** What the search box takes, or the address of a search page; absent for all videos. */
  query: z.string().max(2000).optional(),
  /** Videos at most: those that were added last among those that lack one of the kinds. */
  limit: z.number().int().min(1).max(10_000_000).optional(),
};

/** Which previews to make, of which videos. */
export const previewsBody = z.object({
  kinds,
  ...orderFields,
  /** Makes again what is ready or failed; what is ready is served until the new one is. */
  redo: z.boolean().default(false),
});
export type PreviewsBody = z.infer<typeof previewsBody>;

/** The same in an address. */
export const previewsPlanQuery = z.object({
  kinds: kindNames,
  ...orderFields,
  limit: z.coerce.number().pipe(orderFields.limit.unwrap()).optional(),
  redo: flag.default(false),
});

/** How many previews of how many videos an order means. */
export const previewsPlan = z.object({ videos: z.number().int(), previews: z.number().int() });
export type PreviewsPlan = z.infer<typeof previewsPlan>;

/** One failed preview, or all of some kinds. */
export const retryPreviewsBody = z.union([
  z.strictObject({ hash: videoHash, kind: previewKind }),
  z.strictObject({ kinds }),
]);
export type RetryPreviewsBody = z.infer<typeof retryPreviewsBody>;
export const previewsRetried = z.object({ retried: z.number().int() });

export const cancelPreviewsQuery = z.object({ kinds: kindNames });
export const previewsCancelled = z.object({ cancelled: z.number().int() });

/** Nothing is made while it is paused. */
export const pausePreviewsBody = z.strictObject({ isPaused: z.boolean() });
export const previewsPaused = z.object({ isPaused: z.boolean() });

export const failedPreview = z.object({
  hash: videoHash,
  kind: previewKind,
  title: z.string(),
  error: z.string().nullable(),
});
export const failedPreviewsQuery = paging;
/** The latest first. */
export const failedPreviewsAnswer = z.object({
  items: z.array(failedPreview),
  total: z.number().int(),
});
export type FailedPreviewsAnswer = z.infer<typeof failedPreviewsAnswer>;

/** The previews of one kind by their state, of all videos. */
export const previewCounts = z.object({
  ready: z.number().int(),
  queued: z.number().int(),
  running: z.number().int(),
  failed: z.number().int(),
  missing: z.number().int(),
  /** Of the files that are ready. */
  bytes: z.number().int(),
});
export type PreviewCounts = z.infer<typeof previewCounts>;

/** What workers have been busy with since the queue was empty. `done + failed` of `total` are over. */
export const previewWork = z.object({
  isPaused: z.boolean(),
  done: z.number().int(),
  failed: z.number().int(),
  total: z.number().int(),
  /** Since when; null while nothing is to be done. */
  since: z.iso.datetime().nullable(),
  /** Guessed from how long the last previews of each kind took; null while that is not known. */
  secondsLeft: z.number().nullable(),
});
export type PreviewWork = z.infer<typeof previewWork>;
