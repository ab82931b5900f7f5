// What the dashboard shows and does. Browser-safe.

import { z } from 'zod';
import { indexSummary } from './search-index.ts';
import { previewCounts, previewWork } from './preview-work.ts';
import { previewKind } from './video.ts';

export const filterFields = ['studio', 'category', 'performer', 'tag', 'collection'] as const;
export const filterModes = ['hide', 'only'] as const;

const filterRule = z.object({
  field: z.enum(filterFields),
  value: z.string().trim().min(1).max(200),
  mode: z.enum(filterModes),
  active: z.boolean(),
});

/** A site-wide rule: hide what has this value, or show only what has one of the values of the field. */
export const filterBody = filterRule.extend({
  mode: filterRule.shape.mode.default('hide'),
  active: filterRule.shape.active.default(true),
});
export type FilterBody = z.infer<typeof filterBody>;
/** Only what it names is changed. */
export const filterPatch = filterRule
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'must change something');
export type FilterPatch = z.infer<typeof filterPatch>;
export const contentFilter = z.object({
  id: z.number().int(),
  field: z.enum(filterFields),
  value: z.string(),
  mode: z.enum(filterModes),
  active: z.boolean(),
});
export type ContentFilter = z.infer<typeof contentFilter>;
export const filtersAnswer = z.object({ items: z.array(contentFilter) });

export const scanModes = ['new', 'full', 'rehash'] as const;
export const scanMode = z.enum(scanModes);
export type ScanMode = z.infer<typeof scanMode>;
export const scanBody = z.object({
  mode: scanMode.default('new'),
  collection: z.string().min(1).max(200).optional(),
  /** A folder in a library: only it and what is below it. */
  folder: z.string().min(1).max(4096).optional(),
  /** Confirms that files which vanished all at once are really gone. */
  acceptMissing: z.boolean().default(false),
});

/** One part of a scan, in files; the parts go on side by side. `total` is null while it is not known yet. */
const scanStage = z.object({
  stage: z.enum(['walking', 'reading', 'publishing']),
  done: z.number().int(),
  total: z.number().int().nullable(),
});

/** A run of the indexer. `total` grows while folders are still being walked. */
export const scanStatus = z.object({
  id: z.number().int().nullable(),
  state: z.enum(['idle', 'running']),
  mode: scanMode.nullable(),
  /** The part of the library that it is about, or null for all of it. */
  collection: z.string().nullable(),
  folder: z.string().nullable(),
  stage: z.enum(['idle', 'waiting', 'walking', 'indexing', 'publishing']),
  stages: z.array(scanStage),
  done: z.number().int(),
  total: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  missing: z.number().int(),
  failed: z.number().int(),
  filesPerS: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  error: z.string().nullable(),
});
export type ScanStatus = z.infer<typeof scanStatus>;

/** What previews take up in all, and may; null for no bound. */
const previewBudget = z.object({
  bytes: z.number().int(),
  budgetBytes: z.number().int().nullable(),
  /** Otherwise teasers are only made for those who wait for them. */
  hasRoom: z.boolean(),
});

export const programStatus = z.object({
  id: z.string(),
  program: z.enum(['server', 'indexer', 'worker', 'meilisearch']),
  pid: z.number().int().nullable(),
  host: z.string(),
  startedAt: z.iso.datetime().nullable(),
  lastSeenAt: z.iso.datetime(),
});

/** A state of affairs that wants a person's attention, and what to do about it. */
export const warning = z.object({ code: z.string(), message: z.string() });
export type Warning = z.infer<typeof warning>;

export const dashboardStatus = z.object({
  version: z.string(),
  ready: z.boolean(),
  videos: z.object({
    total: z.number().int(),
    visible: z.number().int(),
    missing: z.number().int(),
    failed: z.number().int(),
  }),
  scan: scanStatus,
  index: indexSummary,
  previews: z.record(previewKind, previewCounts),
  previewBudget,
  previewWork,
  processes: z.array(programStatus),
  warnings: z.array(warning),
});
export type DashboardStatus = z.infer<typeof dashboardStatus>;

export const failedFile = z.object({
  path: z.string(),
  error: z.string(),
  attempts: z.number().int(),
});
export const failedFilesAnswer = z.object({ items: z.array(failedFile), total: z.number().int() });
export type FailedFilesAnswer = z.infer<typeof failedFilesAnswer>;
export const retryFailedBody = z.object({
  /** Absent for every failed file. */
  path: z.string().max(4096).optional(),
});

/** A folder that is part of the library. */
export const library = z.object({
  path: z.string(),
  name: z.string(),
  source: z.enum(['config', 'person']),
  state: z.enum(['online', 'offline', 'suspicious', 'unknown']),
  files: z.number().int(),
  message: z.string().nullable(),
  /** How it is kept up to date; `failed` is rescanned like `polling`, though it should be watched. */
  watchState: z.enum(['off', 'starting', 'watching', 'polling', 'failed']),
  watchMessage: z.string().nullable(),
});
export type Library = z.infer<typeof library>;
export const librariesAnswer = z.object({ items: z.array(library) });
export type LibrariesAnswer = z.infer<typeof librariesAnswer>;
export const libraryBody = z.object({
  path: z.string().min(1).max(4096),
  name: z.string().trim().min(1).max(200).optional(),
});

/** The server-side folder picker. */
export const foldersQuery = z.object({ path: z.string().max(4096).optional() });
export const foldersAnswer = z.object({
  path: z.string(),
  parent: z.string().nullable(),
  folders: z.array(z.object({ name: z.string(), path: z.string(), isReadable: z.boolean() })),
  /** Video files right in this folder (not below), counted up to 1,000. */
  videoCount: z.number().int(),
});
export type FoldersAnswer = z.infer<typeof foldersAnswer>;

export const logsQuery = z.object({
  name: z
    .enum(['server', 'indexer', 'worker', 'watcher', 'collisions', 'supervisor'])
    .default('server'),
  level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
  limit: z.coerce.number().int().min(1).max(2000).default(200),
});
/** Newest first. */
export const logsAnswer = z.object({
  lines: z.array(
    z.object({
      at: z.iso.datetime(),
      level: z.string(),
      message: z.string(),
      fields: z.record(z.string(), z.unknown()),
    }),
  ),
});
export type LogsAnswer = z.infer<typeof logsAnswer>;
