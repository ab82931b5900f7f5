// Every setting: its type, default and meaning. One schema for the file, the environment and the flags.

import { CronPattern } from 'croner';
import { z } from 'zod';
import { scanMode } from './contract/dashboard.ts';
import { previewKind, previewKinds } from './contract/video.ts';
import { defaultFolders, defaultTemplates } from './default-templates.ts';

/** File name endings of videos, without the dot. */
export const defaultExtensions = [
  '3g2',
  '3gp',
  'asf',
  'avi',
  'divx',
  'f4v',
  'flv',
  'm2t',
  'm2ts',
  'm2v',
  'm4v',
  'mkv',
  'mov',
  'mp4',
  'mpe',
  'mpeg',
  'mpg',
  'mts',
  'mxf',
  'ogm',
  'ogv',
  'qt',
  'rm',
  'rmvb',
  'ts',
  'vid',
  'vob',
  'webm',
  'wmv',
] as const;

const library = z.union([
  z
    .string()
    .min(1)
    .transform((path) => ({ path })),
  z.strictObject({ path: z.string().min(1), name: z.string().trim().min(1).optional() }),
]);

const cron = z.string().refine(isCron, 'must be a cron text such as "0 3 * * *", at 3 o’clock');

const scheduledScan = z.union([
  cron.transform((text) => ({ cron: text, mode: 'new' as const, collection: undefined })),
  z.strictObject({
    cron,
    mode: scanMode.default('new'),
    collection: z.string().min(1).optional(),
  }),
]);
/** A cron text; undefined for never. */
const cronOrNever = z
  .string()
  .trim()
  .refine(
    (text) => isNever(text) || isCron(text),
    'must be a cron text such as "0 4 * * *", at 4 o’clock, or "never"',
  )
  .transform((text) => (isNever(text) ? undefined : text));

function isNever(text: string): boolean {
  return text === '' || text === 'never';
}

/** Compared with folders in lower case. */
const folderName = z
  .string()
  .trim()
  .min(1)
  .transform((name) => name.normalize('NFC').toLowerCase());

const notAPort = 'must be a whole number from 0 to 65535';
const port = z.int(notAPort).min(0, notAPort).max(65_535, notAPort);

function isCron(text: string): boolean {
  try {
    return new CronPattern(text).pattern !== '';
  } catch {
    return false;
  }
}

/** Encoders of H.264: in software (`libx264`), or by a graphics card: VA-API (Intel, AMD), Quick Sync, NVENC, a Mac's. */
const encoders = ['libx264', 'h264_vaapi', 'h264_qsv', 'h264_nvenc', 'h264_videotoolbox'] as const;
export type Encoder = (typeof encoders)[number];

/** The config file, as a person writes it. Relative paths are relative to the file. */
export const configFile = z.strictObject({
  libraries: z
    .array(library)
    .default([])
    .meta({ description: 'Folders of videos; `path`, or `{ path, name }`' }),
  data: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Folder of the catalogue, the index, previews and logs' }),
  host: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .meta({ description: 'Address to listen on; 0.0.0.0 for the whole network' }),
  port: port.default(8410),
  allowedHosts: z.array(z.string().min(1)).default([]).meta({
    description: 'Names by which the site is reached, besides localhost and this address',
  }),
  extensions: z
    .array(z.string().regex(/^[a-z0-9]+$/i, 'must be an ending without a dot'))
    .min(1)
    .default([...defaultExtensions]),
  exclude: z
    .array(z.string().min(1))
    .default([])
    .meta({ description: 'Paths below the libraries that are left out' }),
  templates: z
    .array(z.string().min(1))
    .min(1)
    .default([...defaultTemplates])
    .meta({ description: 'File name templates, the first match wins' }),
  folderNames: z
    .strictObject({
      performers: z.array(folderName).default([...defaultFolders.performers]),
      studio: z.array(folderName).default([...defaultFolders.studio]),
      line: z.array(folderName).default([...defaultFolders.line]),
      tags: z.array(folderName).default([...defaultFolders.tags]),
      categories: z.array(folderName).default([...defaultFolders.categories]),
    })
    .prefault({})
    .meta({ description: 'By field, the folders whose own folders are values of it' }),
  meilisearch: z
    .strictObject({
      url: z
        .url({ protocol: /^https?$/ })
        .optional()
        .meta({ description: 'Your own Meilisearch; absent to use the bundled one' }),
      apiKey: z.string().min(1).optional().meta({ description: 'Its master or admin key' }),
      binary: z
        .string()
        .min(1)
        .optional()
        .meta({ description: 'Your own Meilisearch 1.21 binary' }),
      port: port.default(0).meta({ description: 'Port of the bundled one; 0 takes a free one' }),
    })
    .prefault({}),
  ffmpeg: z
    .strictObject({
      ffmpegPath: z.string().min(1).default('ffmpeg'),
      ffprobePath: z.string().min(1).default('ffprobe'),
    })
    .prefault({}),
  indexer: z
    .strictObject({
      concurrency: z
        .number()
        .int()
        .min(1)
        .max(64)
        .default(4)
        .meta({ description: 'Files read at the same time' }),
      rescanMinutes: z
        .number()
        .min(0)
        .max(100_000)
        .default(60)
        .meta({ description: 'Minutes between rescans; 0 for none' }),
      schedule: z
        .array(scheduledScan)
        .default([])
        .meta({ description: 'Scans at set times; a cron text, or `{ cron, mode, collection }`' }),
      auditSchedule: cronOrNever.prefault('0 4 * * *').meta({
        description: 'When the search index is compared with the catalogue (cron); never for not',
      }),
      watch: z
        .strictObject({
          enabled: z
            .boolean()
            .default(true)
            .meta({ description: 'Notices new, changed, moved and deleted files at once' }),
          pollMinutes: z
            .number()
            .min(0.1)
            .max(100_000)
            .default(5)
            .meta({ description: 'Minutes between rescans of folders that cannot be watched' }),
        })
        .prefault({}),
    })
    .prefault({}),
  playback: z
    .strictObject({
      transcodes: z.number().int().min(0).max(64).default(2).meta({
        description: 'Videos that are encoded anew for viewers at the same time; 0 for none',
      }),
      encoder: z
        .enum(encoders)
        .default('libx264')
        .meta({ description: 'What encodes them; the others need a graphics card' }),
      maxHeight: z.number().int().min(240).max(4320).default(1080).meta({
        description:
          'Lines of what is encoded at most; more take longer than the film on most machines',
      }),
      cacheGb: z
        .number()
        .min(0.1)
        .max(100_000)
        .default(10)
        .meta({ description: 'Gigabytes of converted parts that are kept for the next viewer' }),
    })
    .prefault({}),
  previews: z
    .strictObject({
      automatic: z
        .array(previewKind)
        .default(['poster'])
        .meta({ description: 'Kinds that are made of new videos before anybody asks for them' }),
      budgetGb: z.number().min(0).max(1_000_000).optional().meta({
        description: 'Gigabytes that previews may take up; teasers are dropped to keep within it',
      }),
    })
    .prefault({}),
  worker: z
    .strictObject({
      concurrency: z
        .number()
        .int()
        .min(1)
        .max(64)
        .default(1)
        .meta({ description: 'ffmpeg processes at the same time' }),
      kinds: z
        .array(previewKind)
        .min(1)
        .default([...previewKinds])
        .meta({ description: 'Kinds of previews that this worker makes' }),
    })
    .prefault({}),
  log: z
    .strictObject({
      level: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info'),
      maxSizeMb: z.number().min(1).max(1024).default(10),
      keepFiles: z.number().int().min(1).max(100).default(5),
    })
    .prefault({}),
});

type ConfigFile = z.infer<typeof configFile>;

/** The settings that a program runs by; all paths are absolute. */
export interface Config extends Readonly<Omit<ConfigFile, 'libraries' | 'data'>> {
  readonly dataDir: string;
  /** From the config file; folders added by people are in the catalogue. */
  readonly libraries: readonly { readonly path: string; readonly name: string }[];
  /** Folders named on the command line. */
  readonly folders: readonly { readonly path: string; readonly name: string }[];
  readonly processId: string;
}

/** The environment variable of each setting that has one, by its path in the file. */
export const environmentSettings = {
  REELDEX_DATA: ['data'],
  REELDEX_HOST: ['host'],
  REELDEX_PORT: ['port'],
  REELDEX_ALLOWED_HOSTS: ['allowedHosts'],
  REELDEX_LOG_LEVEL: ['log', 'level'],
  REELDEX_INDEXER_CONCURRENCY: ['indexer', 'concurrency'],
  REELDEX_TRANSCODES: ['playback', 'transcodes'],
  REELDEX_PREVIEW_BUDGET_GB: ['previews', 'budgetGb'],
  REELDEX_WORKER_CONCURRENCY: ['worker', 'concurrency'],
  MEILI_URL: ['meilisearch', 'url'],
  MEILI_MASTER_KEY: ['meilisearch', 'apiKey'],
  MEILI_BIN: ['meilisearch', 'binary'],
  MEILI_PORT: ['meilisearch', 'port'],
  FFMPEG_PATH: ['ffmpeg', 'ffmpegPath'],
  FFPROBE_PATH: ['ffmpeg', 'ffprobePath'],
} as const satisfies Record<string, readonly string[]>;
