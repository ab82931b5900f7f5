// A video as the search index has it: form, checks and mapping. Pure.

import { z } from 'zod';
import type { OutboxEntry } from '../core/catalogue/outbox-store.ts';
import type { SearchableVideo } from '../core/catalogue/video.ts';
import { playability, previewKind, videoHash } from '../core/contract/video.ts';
import { foldText } from '../core/similarity/fold-text.ts';
import { durationSlot } from './duration-slot.ts';
import { facetKey, nameable } from './facet-key.ts';
import { nameWords } from './name-words.ts';
import { pictureLines, resolutionLabel } from './resolution.ts';
import { schemaVersion } from './settings.ts';
import { shuffleOf } from './shuffle.ts';
import { titleKey } from './title-key.ts';

/** A hostile sidecar must not make a document that is larger than what the engine takes. */
const MAX_TEXT_LENGTH = 20_000;
const MAX_LIST_LENGTH = 1000;

const timeMs = z.number().int();
const count = z.number().int().nonnegative();

/**
 * One document. Checked before it is sent: the engine fails a whole batch over one bad document. Times are milliseconds
 * since 1970; what is not known is null.
 */
export const searchDocument = z.object({
  hash: videoHash,
  title: z.string(),
  /** See `title-key.ts`; titles are sorted by it. */
  titleKey: z.string(),
  performers: z.array(z.string()),
  /** First letters of the performers' names, each once: `j doe` finds Jane Doe. */
  initials: z.array(z.string()),
  studio: z.string().nullable(),
  line: z.string().nullable(),
  categories: z.array(z.string()),
  tags: z.array(z.string()),
  collection: z.string(),
  pathWords: z.array(z.string()),
  description: z.string().nullable(),
  releasedOn: z.string().nullable(),
  releasedAt: timeMs.nullable(),
  releasedYear: z.number().int().nullable(),
  addedAt: timeMs,
  durationS: z.number().nonnegative().nullable(),
  /** See `duration-slot.ts`. */
  durationSlot: count.nullable(),
  /** See `pictureLines`. */
  lines: count,
  resolution: z.string().nullable(),
  sizeBytes: count,
  container: z.string(),
  videoCodec: z.string(),
  audioCodec: z.string().nullable(),
  playability,
  views: count,
  lastViewedAt: timeMs.nullable(),
  isFavourite: z.boolean(),
  /** See `shuffle.ts`. */
  shuffle: count,
  previews: z.array(previewKind),
  /** The revision of the video that this document says. */
  rev: z.number().int(),
  schemaVersion: z.literal(schemaVersion),
});
export type SearchDocument = Readonly<z.infer<typeof searchDocument>>;

/** The document of a video. It may still be one that {@link searchDocument} refuses, if the video is damaged. */
export function toDocument(entry: OutboxEntry): SearchDocument {
  const { video } = entry;
  const performers = toValues(video.performers);
  return {
    hash: video.hash,
    title: toText(video.title),
    titleKey: titleKey(video.title),
    performers,
    initials: [...new Set(performers.flatMap((name) => Array.from(nameWords(name).initials)))],
    studio: toValue(video.studio),
    line: toValue(video.line),
    categories: toValues(video.categories),
    tags: toValues(video.tags),
    collection: toText(nameable(video.collection)),
    pathWords: toValues(video.pathWords.map(foldText)),
    description: video.description === undefined ? null : toText(video.description),
    releasedOn: video.releasedOn ?? null,
    releasedAt: releasedAtMs(video) ?? null,
    releasedYear: releasedYear(video) ?? null,
    addedAt: video.addedMs,
    durationS: video.durationS ?? null,
    durationSlot: video.durationS === undefined ? null : durationSlot(video.durationS),
    lines: pictureLines(video.width, video.height),
    resolution: resolutionLabel(video.width, video.height) ?? null,
    sizeBytes: video.sizeBytes,
    container: video.container,
    videoCodec: video.videoCodec,
    audioCodec: video.audioCodec ?? null,
    playability: video.playability,
    views: entry.views,
    lastViewedAt: entry.lastViewedMs ?? null,
    isFavourite: entry.isFavourite,
    shuffle: shuffleOf(video.hash),
    previews: [...entry.readyPreviews],
    rev: video.rev,
    schemaVersion,
  };
}

/** A text as a document has it. JSON can say half of a surrogate pair; the engine's parser refuses the whole batch over it. */
export function toText(text: string): string {
  return text.slice(0, MAX_TEXT_LENGTH).toWellFormed();
}

/** A value as a document has it; a blank one is none. */
export function toValue(value: string | undefined): string | null {
  return value === undefined || facetKey(value) === '' ? null : toText(nameable(value));
}

/** Each value once, in the first spelling, as a filter tells values apart. */
export function toValues(values: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const value of values) {
    const key = facetKey(value);
    if (key !== '' && !byKey.has(key)) byKey.set(key, toText(nameable(value)));
  }
  return [...byKey.values()].slice(0, MAX_LIST_LENGTH);
}

type Released = Pick<SearchableVideo, 'releasedOn' | 'releasedYear'>;

/** Midnight UTC of the day; of 1 January when only the year is known. */
export function releasedAtMs({ releasedOn, releasedYear: year }: Released): number | undefined {
  const fromDay = releasedOn === undefined ? NaN : Date.parse(`${releasedOn}T00:00:00Z`);
  if (!Number.isNaN(fromDay)) return fromDay;
  if (year === undefined) return undefined;
  const fromYear = Date.parse(`${String(year).padStart(4, '0')}-01-01T00:00:00Z`);
  return Number.isNaN(fromYear) ? undefined : fromYear;
}

/** The year of the day where there is one: years and days must find the same videos. */
export function releasedYear(video: Released): number | undefined {
  const atMs = releasedAtMs(video);
  return atMs === undefined ? undefined : new Date(atMs).getUTCFullYear();
}
