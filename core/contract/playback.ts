// Watching what the browser cannot play as it is. Browser-safe.

import { z } from 'zod';

/** `remux` copies the pictures, `transcode` encodes them as H.264; either turns sound into AAC unless it is. */
export const conversions = ['remux', 'transcode'] as const;
export const conversion = z.enum(conversions);
export type Conversion = z.infer<typeof conversion>;

/** What a player calls itself, so that the server knows who watches on: made up anew for each watching of a video. */
export const playbackSession = z.string().regex(/^[0-9a-f]{16}$/, 'must be 16 hex digits');

/** Which sound track, from 0 in the file's order. */
export const audioTrack = z.coerce.number().int().min(0).max(999);

/** Whether something ended. */
export const endPlaybackAnswer = z.object({ ended: z.boolean() });
