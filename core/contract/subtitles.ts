// Subtitles of a video as the API lists them. Browser-safe.

import { z } from 'zod';
import { videoHash } from './video.ts';

/** A file beside the video, by its name's hash, or a track in it, by its number among the subtitle tracks. */
export const subtitlesId = z
  .string()
  .regex(/^(file-[0-9a-f]{12}|track-\d{1,3})$/, 'must be the id of subtitles');

/** Text that can be shown over a video. */
export const subtitles = z.object({
  id: subtitlesId,
  /** Where they are as WebVTT. */
  url: z.string(),
  /** BCP 47; null when it is not known. */
  language: z.string().nullable(),
  /** For a person to choose by, in English: `French (forced)`. */
  label: z.string(),
  source: z.enum(['file', 'track']),
  /** Only what is spoken in another language than the sound's. */
  isForced: z.boolean(),
  /** Tells of sounds, too. */
  isHearingImpaired: z.boolean(),
  /** The file says that they are to be shown unless a person wants others. */
  isDefault: z.boolean(),
});
export type Subtitles = z.infer<typeof subtitles>;

/** All of one video. */
export const subtitlesAnswer = z.object({
  hash: videoHash,
  subtitles: z.array(subtitles),
  /** Tracks that are pictures, as on discs: browsers cannot show them. */
  pictureTracks: z.number().int(),
});
export type SubtitlesAnswer = z.infer<typeof subtitlesAnswer>;
