// What the API says of one video. Browser-safe: schemas and their types only.

import { z } from 'zod';

/** The first 16 hex digits of a content hash: a video's identity everywhere. */
export const videoHash = z.string().regex(/^[0-9a-f]{16}$/, 'must be 16 hex digits');

/** How a browser gets to play a video: as it is, repackaged, or re-encoded. */
export const playabilities = ['direct', 'remux', 'transcode'] as const;
export const playability = z.enum(playabilities);
export type Playability = z.infer<typeof playability>;

/** The kinds of preview media that can be made of a video. */
export const previewKinds = [
  'poster',
  'previewThumbnails',
  'seekThumbnails',
  'teaserSmall',
  'teaserLarge',
] as const;
export const previewKind = z.enum(previewKinds);
export type PreviewKind = z.infer<typeof previewKind>;

/** One stream of the file, in the file's order. Languages are as the file says them, mostly ISO 639-2. */
export const track = z.object({
  kind: z.enum(['video', 'audio', 'subtitle']),
  codec: z.string(),
  language: z.string().optional(),
  title: z.string().optional(),
  isDefault: z.boolean().optional(),
  isForced: z.boolean().optional(),
  isHearingImpaired: z.boolean().optional(),
  width: z.number().int().optional(),
  height: z.number().int().optional(),
  channels: z.number().int().optional(),
  sampleRateHz: z.number().int().optional(),
});
export type Track = z.infer<typeof track>;

/** A chapter; times in seconds from the start of the video. */
export const chapter = z.object({
  startS: z.number(),
  endS: z.number(),
  title: z.string().optional(),
});
export type Chapter = z.infer<typeof chapter>;

/** Where a field's value came from, strongest first. */
export const metadataSources = ['sidecar', 'filename', 'path', 'container'] as const;
export const metadataSource = z.enum(metadataSources);
export type MetadataSource = z.infer<typeof metadataSource>;

/** The poster in one of its sizes, in pixels. */
const poster = z.object({ url: z.string(), width: z.number().int(), height: z.number().int() });
export type Poster = z.infer<typeof poster>;

/** What a list of videos shows of each. Times are ISO 8601, sizes bytes, durations seconds. */
export const videoSummary = z.object({
  hash: videoHash,
  title: z.string(),
  performers: z.array(z.string()),
  studio: z.string().nullable(),
  collection: z.string(),
  categories: z.array(z.string()),
  tags: z.array(z.string()),
  /** `YYYY-MM-DD`, or a year alone as `YYYY`. */
  releasedOn: z.string().nullable(),
  addedAt: z.iso.datetime(),
  durationS: z.number().nullable(),
  /** As displayed: rotation and pixel aspect applied. */
  width: z.number().int(),
  height: z.number().int(),
  sizeBytes: z.number().int(),
  playability,
  isFavourite: z.boolean(),
  /** Seconds into the video where the person stopped, or null. */
  positionS: z.number().nullable(),
  /** The smallest of the posters; null until there are any. */
  posterUrl: z.string().nullable(),
  /** The poster in each of its sizes, the smallest first: the longer side 640 and 1280 pixels, or what the video has. */
  posters: z.array(poster),
  /** Null until the small teaser is made. */
  teaserUrl: z.string().nullable(),
  streamUrl: z.string(),
});
export type VideoSummary = z.infer<typeof videoSummary>;

/** One place where the content lies; the first in the list is the one that is played. */
export const videoFile = z.object({
  path: z.string(),
  collection: z.string(),
  sizeBytes: z.number().int(),
  modifiedAt: z.iso.datetime(),
  isMissing: z.boolean(),
});
export type VideoFile = z.infer<typeof videoFile>;

export const previewState = z.enum(['missing', 'queued', 'running', 'ready', 'failed']);
export type PreviewState = z.infer<typeof previewState>;

/** Where a poster comes from: chosen by Reeldex, or by a person from the video or from elsewhere. */
export const posterSource = z.enum(['automatic', 'frame', 'upload']);
export type PosterSource = z.infer<typeof posterSource>;

/** Everything about one video. */
export const videoDetail = videoSummary.extend({
  filename: z.string(),
  files: z.array(videoFile),
  line: z.string().nullable(),
  description: z.string().nullable(),
  container: z.string(),
  videoCodec: z.string(),
  audioCodec: z.string().nullable(),
  fps: z.number().nullable(),
  /** Bits a second, all streams. */
  bitrate: z.number().nullable(),
  isHdr: z.boolean(),
  bitDepth: z.number().int().nullable(),
  tracks: z.array(track),
  chapters: z.array(chapter),
  provenance: z.record(z.string(), metadataSource),
  /** What sidecars said beyond the known fields. */
  metadata: z.record(z.string(), z.unknown()),
  views: z.number().int(),
  lastViewedAt: z.iso.datetime().nullable(),
  previews: z.record(previewKind, previewState),
  posterSource,
});
export type VideoDetail = z.infer<typeof videoDetail>;

export const favouriteAnswer = z.object({ hash: videoHash, isFavourite: z.boolean() });
export type FavouriteAnswer = z.infer<typeof favouriteAnswer>;

/** Sent by the player every few seconds and when it is left. */
export const recordViewBody = z.object({
  positionS: z.number().min(0).max(1e7),
  /** Seconds really played since the last message. */
  watchedS: z.number().min(0).max(86_400),
});
export type RecordViewBody = z.infer<typeof recordViewBody>;

export const recordViewAnswer = z.object({
  hash: videoHash,
  positionS: z.number(),
  views: z.number().int(),
});
export type RecordViewAnswer = z.infer<typeof recordViewAnswer>;

/** A page of videos that a person chose, newest first. */
export const videoPage = z.object({
  videos: z.array(videoSummary),
  total: z.number().int(),
  page: z.number().int(),
  limit: z.number().int(),
});
export type VideoPage = z.infer<typeof videoPage>;

/** A page of videos that a person watched, the last one first, with when they last did. */
export const historyPage = videoPage.extend({
  videos: z.array(videoSummary.extend({ viewedAt: z.iso.datetime() })),
});
export type HistoryPage = z.infer<typeof historyPage>;
