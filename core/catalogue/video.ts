// A video as the programs handle it, and its two-way mapping to the catalogue's row.

import type { Selectable } from 'kysely';
import { z } from 'zod';
import { chapter, metadataSource, playability, track } from '../contract/video.ts';
import type { Chapter, MetadataSource, Playability, Track } from '../contract/video.ts';
import { DamagedVideoError } from './damaged-videos.ts';
import type { VideosTable } from './schema.ts';

/** Everything that a scan learns of a content; see the contract for units. */
export interface VideoContent {
  readonly hash: string;
  readonly title: string;
  readonly performers: readonly string[];
  readonly studio: string | undefined;
  readonly line: string | undefined;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly collection: string;
  /** The words of the folders and of the name, for `include` and `exclude`. */
  readonly pathWords: readonly string[];
  readonly description: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly releasedOn: string | undefined;
  readonly releasedYear: number | undefined;
  readonly sourceId: string | undefined;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly provenance: Readonly<Record<string, MetadataSource>>;
  readonly container: string;
  readonly videoCodec: string;
  readonly audioCodec: string | undefined;
  readonly width: number;
  readonly height: number;
  readonly fps: number | undefined;
  readonly bitrate: number | undefined;
  readonly bitDepth: number | undefined;
  readonly isHdr: boolean;
  readonly durationS: number | undefined;
  readonly sizeBytes: number;
  readonly playability: Playability;
  readonly tracks: readonly Track[];
  readonly chapters: readonly Chapter[];
}

/** A content as the catalogue keeps it. */
export interface Video extends VideoContent {
  readonly isPresent: boolean;
  readonly addedMs: number;
  readonly rev: number;
}

/** What a search document is made of; the rest of a video is several times as large. */
export type SearchableVideo = Omit<
  Video,
  | 'sourceId'
  | 'metadata'
  | 'provenance'
  | 'fps'
  | 'bitrate'
  | 'bitDepth'
  | 'isHdr'
  | 'tracks'
  | 'chapters'
>;

/** What lists show of a video, and what filters look at. */
export type ListedVideo = Omit<SearchableVideo, 'description'>;

const strings = z.array(z.string());
const tracks = z.array(track);
const chapters = z.array(chapter);
const provenance = z.record(z.string(), metadataSource);
const metadata = z.record(z.string(), z.unknown());

function parse<T>(
  schema: z.ZodType<T>,
  row: Partial<Selectable<VideosTable>>,
  column: JsonColumn,
): T {
  try {
    return schema.parse(JSON.parse(row[column] ?? ''));
  } catch (cause) {
    throw new DamagedVideoError(column, cause);
  }
}

type JsonColumn =
  | 'performers'
  | 'categories'
  | 'tags'
  | 'path_words'
  | 'metadata'
  | 'provenance'
  | 'tracks'
  | 'chapters';

function parsePlayability({ playability: text }: { readonly playability: string }): Playability {
  const { data, error } = playability.safeParse(text);
  if (data === undefined) throw new DamagedVideoError('playability', error);
  return data;
}

/** The names in a row. @throws DamagedVideoError */
export function parsePerformers(row: Pick<VideosTable, 'performers'>): readonly string[] {
  return parse(strings, row, 'performers');
}

/** The columns that a scan fills; the rest of the row is the catalogue's own. */
export function toContentColumns(video: VideoContent) {
  return {
    hash: video.hash,
    title: video.title,
    performers: JSON.stringify(video.performers),
    studio: video.studio ?? null,
    line: video.line ?? null,
    categories: JSON.stringify(video.categories),
    tags: JSON.stringify(video.tags),
    collection: video.collection,
    path_words: JSON.stringify(video.pathWords),
    description: video.description ?? null,
    released_on: video.releasedOn ?? null,
    released_year: video.releasedYear ?? null,
    source_id: video.sourceId ?? null,
    metadata: JSON.stringify(video.metadata),
    provenance: JSON.stringify(video.provenance),
    container: video.container,
    video_codec: video.videoCodec,
    audio_codec: video.audioCodec ?? null,
    width: video.width,
    height: video.height,
    fps: video.fps ?? null,
    bitrate: video.bitrate ?? null,
    bit_depth: video.bitDepth ?? null,
    is_hdr: video.isHdr ? 1 : 0,
    duration_s: video.durationS ?? null,
    size_bytes: video.sizeBytes,
    playability: video.playability,
    tracks: JSON.stringify(video.tracks),
    chapters: JSON.stringify(video.chapters),
  };
}

/** The columns of a {@link ListedVideo}. */
export const listedColumns = [
  'hash',
  'title',
  'performers',
  'studio',
  'line',
  'categories',
  'tags',
  'collection',
  'path_words',
  'released_on',
  'released_year',
  'container',
  'video_codec',
  'audio_codec',
  'width',
  'height',
  'duration_s',
  'size_bytes',
  'playability',
  'is_present',
  'added_ms',
  'rev',
] as const satisfies readonly (keyof VideosTable)[];

/** Reads those columns back. @throws DamagedVideoError when the row was damaged from outside. */
export function toListedVideo(
  row: Pick<Selectable<VideosTable>, (typeof listedColumns)[number]>,
): ListedVideo {
  return {
    hash: row.hash,
    title: row.title,
    performers: parsePerformers(row),
    studio: row.studio ?? undefined,
    line: row.line ?? undefined,
    categories: parse(strings, row, 'categories'),
    tags: parse(strings, row, 'tags'),
    collection: row.collection,
    pathWords: parse(strings, row, 'path_words'),
    releasedOn: row.released_on ?? undefined,
    releasedYear: row.released_year ?? undefined,
    container: row.container,
    videoCodec: row.video_codec,
    audioCodec: row.audio_codec ?? undefined,
    width: row.width,
    height: row.height,
    durationS: row.duration_s ?? undefined,
    sizeBytes: row.size_bytes,
    playability: parsePlayability(row),
    isPresent: row.is_present === 1,
    addedMs: row.added_ms,
    rev: row.rev,
  };
}

/** The columns of a {@link SearchableVideo}. */
export const searchableColumns = [...listedColumns, 'description'] as const;

/** Reads those columns back. @throws DamagedVideoError when the row was damaged from outside. */
export function toSearchableVideo(
  row: Pick<Selectable<VideosTable>, (typeof searchableColumns)[number]>,
): SearchableVideo {
  return { ...toListedVideo(row), description: row.description ?? undefined };
}

/** Reads a row back. @throws DamagedVideoError when the row was damaged from outside. */
export function toVideo(row: Selectable<VideosTable>): Video {
  return {
    ...toSearchableVideo(row),
    sourceId: row.source_id ?? undefined,
    metadata: parse(metadata, row, 'metadata'),
    provenance: parse(provenance, row, 'provenance'),
    fps: row.fps ?? undefined,
    bitrate: row.bitrate ?? undefined,
    bitDepth: row.bit_depth ?? undefined,
    isHdr: row.is_hdr === 1,
    tracks: parse(tracks, row, 'tracks'),
    chapters: parse(chapters, row, 'chapters'),
  };
}
