// Reads the text of one sidecar, JSON or XML. Files are the business of `readSidecars`.

import { fromNfo } from './from-nfo.ts';
import { fromNfoText } from './from-nfo-text.ts';
import { keepMetadata } from './keep-metadata.ts';
import { readNfoDocument } from './nfo-document.ts';
import { readRecord } from '../field/read-record.ts';
import { isFieldName, type VideoFields } from '../field/video-fields.ts';
import { fromYtDlpInfo } from './yt-dlp-info.ts';

/**
 * How a sidecar is written and whose it is: our JSON for one video or for all below a folder, yt-dlp's `.info.json` for one
 * video, Kodi's `.nfo` for one video (`movieNfo` when it is named for none) or for all of a show's folder.
 */
export type SidecarKind = 'video' | 'folder' | 'ytDlpInfo' | 'nfo' | 'movieNfo' | 'showNfo';

/** Kinds that are XML. */
export function isNfo(kind: SidecarKind): kind is 'nfo' | 'movieNfo' | 'showNfo' {
  return kind === 'nfo' || kind === 'movieNfo' || kind === 'showNfo';
}

/** What a sidecar says. */
export interface SidecarContent {
  readonly fields: VideoFields;
  /** Keys that are none of our fields, as they are in the JSON. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** What could not be used, one line each. */
  readonly warnings: readonly string[];
}

type JsonRecord = Readonly<Record<string, unknown>>;

/** The names that the API has for fields whose names are shorter in templates. */
const aliases = new Map([
  ['releasedOn', 'released'],
  ['releasedYear', 'year'],
]);

/** Said of a folder, these are about the folder, not about the videos in it. */
const foldersOwn: readonly string[] = ['title', 'sourceId'];

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function toOurNames(json: JsonRecord, kind: SidecarKind): JsonRecord {
  if (kind === 'ytDlpInfo') return fromYtDlpInfo(json);
  const entries = Object.entries(json).map(
    ([name, value]) => [aliases.get(name) ?? name, value] as const,
  );
  return Object.fromEntries(
    kind === 'folder' ? entries.filter(([name]) => !foldersOwn.includes(name)) : entries,
  );
}

function failed(warning: string): SidecarContent {
  return { fields: {}, metadata: {}, warnings: [warning] };
}

function fromRecord(record: JsonRecord): SidecarContent {
  const { fields, warnings } = readRecord(record);
  const unknown = Object.entries(record).filter(([name]) => !isFieldName(name));
  const kept = keepMetadata(unknown);
  return { fields, metadata: kept.metadata, warnings: [...warnings, ...kept.warnings] };
}

function parseJsonSidecar(text: string, kind: SidecarKind): SidecarContent {
  const json = parseJson(text);
  if (json === undefined) return failed('is not JSON');
  if (!isRecord(json.value)) return failed('is not a JSON object');
  return fromRecord(toOurNames(json.value, kind));
}

function parseNfoSidecar(text: string, kind: SidecarKind): SidecarContent {
  const document = readNfoDocument(text);
  if (document.kind === 'broken') return failed(`is not usable XML: ${document.problem}`);
  const isForShow = kind === 'showNfo';
  if (document.kind === 'text') return fromRecord(isForShow ? {} : fromNfoText(text));
  const { root, elements } = document;
  if ((root === 'tvshow') === isForShow) return fromRecord(fromNfo(root, elements));
  return failed(`is a <${root}>, which has no place here`);
}

/**
 * Reads a sidecar: a JSON object with any of our fields (see `readRecord`; `releasedOn` and `releasedYear` are understood
 * too), or an .nfo file (see `fromNfo`). A folder's `title` and `sourceId` are the folder's own, not those of its videos,
 * and are not used. Never throws.
 */
export function parseSidecar(text: string, kind: SidecarKind): SidecarContent {
  return isNfo(kind) ? parseNfoSidecar(text, kind) : parseJsonSidecar(text, kind);
}
