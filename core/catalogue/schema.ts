// The catalogue's tables as Kysely sees them. Portable types only: integers (milliseconds in `_ms`), reals, text, JSON as text.

import type { Generated } from 'kysely';
import type { PreviewKind, PreviewState } from '../contract/video.ts';
import type { filterFields, filterModes, ScanMode } from '../contract/dashboard.ts';
import type {
  IndexRunKind,
  IndexRunRequester,
  IndexRunStage,
  PublishStep,
} from '../contract/search-index.ts';

/** A lease: who works on the row and until when; an expired one may be taken by anybody. */
interface LeaseColumns {
  claimed_by: string | null;
  claimed_until_ms: number | null;
}

/** `pending` waits for the indexer, `ready` belongs to a video, `missing` was not found by the last walk of its root. */
export type FileState = 'pending' | 'ready' | 'failed' | 'missing';

/** A path on disk. */
export interface FilesTable extends LeaseColumns {
  path: string;
  /** The path without its last name, as the walk saw it. */
  folder: string;
  root: string;
  collection: string;
  size_bytes: number;
  mtime_ms: number;
  /** A fingerprint of the sidecars that speak of the file; 0 for none. */
  companions: number;
  /** The content that was last identified here; kept while a changed file is pending. */
  hash: string | null;
  /** SHA-256 of the whole file; only known where two files had the same short hash. */
  full_hash: string | null;
  state: FileState;
  /** What has to be done for a pending file: everything, or all but finding out who it is. */
  todo: 'identify' | 'describe';
  error: string | null;
  attempts: number;
  /** When a look at its folder did not find it any more; null while it is there, and once it counts as missing. */
  gone_ms: number | null;
  added_ms: number;
}

/** A content that took the place of another at a path, until it is sure whether the other one only moved. */
export interface ReplacementsTable {
  id: Generated<number>;
  from_hash: string;
  to_hash: string;
}

/** A content; everything that a scan learns of it. */
export interface VideosTable {
  hash: string;
  title: string;
  performers: string;
  studio: string | null;
  line: string | null;
  categories: string;
  tags: string;
  collection: string;
  path_words: string;
  description: string | null;
  released_on: string | null;
  released_year: number | null;
  source_id: string | null;
  metadata: string;
  provenance: string;
  container: string;
  video_codec: string;
  audio_codec: string | null;
  width: number;
  height: number;
  fps: number | null;
  bitrate: number | null;
  bit_depth: number | null;
  is_hdr: number;
  duration_s: number | null;
  size_bytes: number;
  playability: string;
  tracks: string;
  chapters: string;
  /** 1 while at least one of its files is `ready`. */
  is_present: number;
  added_ms: number;
  updated_ms: number;
  /** Outbox: the document is behind while `published_rev < rev`. */
  rev: number;
  published_rev: number;
  /** Why Meilisearch refused the document of revision `published_rev`, or null. */
  publish_error: string | null;
}

/** A video's term counts for the similarity model. */
export interface VideoTermsTable {
  hash: string;
  tokenizer_version: number;
  terms: string;
}

export interface FavouritesTable {
  hash: string;
  added_ms: number;
}

/** One sitting in front of a video. */
export interface ViewsTable {
  id: Generated<number>;
  hash: string;
  started_ms: number;
  last_ms: number;
  watched_s: number;
}

/** Where a person stopped. */
export interface ProgressTable {
  hash: string;
  position_s: number;
  updated_ms: number;
}

export interface FiltersTable {
  id: Generated<number>;
  field: (typeof filterFields)[number];
  value: string;
  mode: (typeof filterModes)[number];
  active: number;
}

/** A search that a person keeps; `query` is the canonical text of its address's parameters. */
export interface SavedSearchesTable {
  id: Generated<number>;
  name: string;
  query: string;
  /** Where it stands among the others; there may be gaps. */
  position: number;
  created_ms: number;
}

/** One (video, kind): the durable job queue and the status page in one. No row means `missing`. */
export interface PreviewsTable extends LeaseColumns {
  hash: string;
  kind: PreviewKind;
  state: PreviewState;
  /** Lower is sooner; see `previewPriorities`. */
  priority: number;
  /** Of one kind and priority, lower is sooner. */
  place: number;
  /** How often it could not be made. */
  attempts: number;
  /** How often in a row the worker died while it was made. */
  deaths: number;
  error: string | null;
  /** JSON list of the files made, relative to the previews folder. */
  files: string;
  bytes: number;
  took_ms: number;
  updated_ms: number;
  /** Asked for again while it is being made: it is made once more. */
  make_again: Generated<number>;
  /** By which the files were made; see `previewRecipes`. */
  recipe: Generated<number>;
  /** When it was made or last asked for, to the minute; what the disk budget goes by. */
  used_ms: Generated<number>;
}

/** The picture that a person chose as a video's poster: one of the video's own, or one of theirs. */
export interface PosterChoicesTable {
  hash: string;
  /** Null for a picture of theirs. */
  time_s: number | null;
  /** A JPEG file. It lies here because nothing but the catalogue needs a backup. */
  picture: Uint8Array | null;
}

/** What holds for all preview jobs: one row, with id 1. */
export interface PreviewWorkTable {
  id: number;
  /** Since when a person wants none to be made, or null. */
  paused_ms: number | null;
  /** When the first of the jobs was queued that have kept workers busy since. */
  busy_since_ms: number;
}

/** One run of the indexer; the open one is the scan lease. */
export interface ScansTable extends LeaseColumns {
  id: Generated<number>;
  requested_by: 'person' | 'start' | 'schedule' | 'watcher';
  mode: ScanMode;
  collection: string | null;
  /** Only this folder and what is below it. */
  folder: string | null;
  state: 'queued' | 'walking' | 'indexing' | 'done' | 'cancelled' | 'failed';
  /** A person asked for it to stop. */
  cancel_requested: number;
  /** Asked for again while it ran: it walks once more before it ends. */
  walk_again: number;
  /** A person confirmed that files which vanished all at once are really gone. */
  accept_missing: number;
  found: number;
  added: number;
  changed: number;
  missing: number;
  requested_ms: number;
  started_ms: number | null;
  finished_ms: number | null;
  error: string | null;
}

export interface LibrariesTable {
  path: string;
  name: string;
  source: 'config' | 'person';
  state: 'online' | 'offline' | 'suspicious' | 'unknown';
  message: string | null;
  /** How the watcher keeps it up to date; `failed` rescans it, too, though it should be watched. */
  watch_state: 'off' | 'starting' | 'watching' | 'polling' | 'failed';
  /** Why it is not watched, or not all of it, or null. */
  watch_message: string | null;
  added_ms: number;
}

/** A running program; `seen_ms` is its heartbeat. */
export interface ProcessesTable {
  id: string;
  program: 'server' | 'indexer' | 'worker' | 'meilisearch';
  pid: number;
  host: string;
  started_ms: number;
  seen_ms: number;
  /** JSON list of `{ code, message }` that the program wants a person to know. */
  warnings: string;
}

/** Numbers that only grow, by which other processes notice a change. */
export interface CountersTable {
  name: 'library' | 'terms' | 'filters' | 'previews';
  value: number;
}

/** Tasks of which there is one. */
export interface LeasesTable extends LeaseColumns {
  name: 'publisher' | 'watcher' | 'previewTrimmer';
}

/** A rebuild or an audit of the search index: the request, its progress and what it came to. */
export interface IndexRunsTable {
  id: Generated<number>;
  kind: IndexRunKind;
  requested_by: IndexRunRequester;
  /** `failed` after the last attempt; before that it waits again as `queued`. */
  state: 'queued' | 'running' | 'done' | 'failed';
  /** How often it was begun, without the times that were not its fault. */
  attempts: number;
  stage: IndexRunStage | null;
  stage_started_ms: number | null;
  /** Documents of the stage. */
  done: number;
  total: number;
  requested_ms: number;
  started_ms: number | null;
  finished_ms: number | null;
  /** JSON of what was found; null until it is done. */
  result: string | null;
  /** Why the last attempt failed. */
  error: string | null;
}

/** The last failure of publishing: one row, with id 1, or none. */
export interface PublishFailureTable {
  id: number;
  step: PublishStep;
  /** That were being sent. */
  documents: number | null;
  reason: string;
  code: string | null;
  type: string | null;
  /** In a row. */
  attempts: number;
  since_ms: number;
  last_ms: number;
  next_try_ms: number | null;
  /** Null while it lasts. */
  recovered_ms: number | null;
}

/** The whole catalogue. */
export interface CatalogueSchema {
  files: FilesTable;
  replacements: ReplacementsTable;
  videos: VideosTable;
  video_terms: VideoTermsTable;
  favourites: FavouritesTable;
  views: ViewsTable;
  progress: ProgressTable;
  filters: FiltersTable;
  saved_searches: SavedSearchesTable;
  previews: PreviewsTable;
  poster_choices: PosterChoicesTable;
  preview_work: PreviewWorkTable;
  scans: ScansTable;
  libraries: LibrariesTable;
  processes: ProcessesTable;
  counters: CountersTable;
  leases: LeasesTable;
  index_runs: IndexRunsTable;
  publish_failure: PublishFailureTable;
}
