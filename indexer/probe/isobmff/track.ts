// One track of an MP4 or QuickTime file (ISO/IEC 14496-12, 8.3 to 8.6).

import type { BudgetedFile } from '../budgeted-file.ts';
import { type Box, boxesIn, type Extent, findBox } from './box.ts';
import { parseMediaLanguage } from './language.ts';
import { readSampleTimes, type SampleTimes } from './sample-table.ts';

/** What a track's headers say. */
export interface IsobmffTrack {
  readonly id: number;
  /** `vide`, `soun`, `text`, `sbtl` … */
  readonly handler: string;
  /** The sample entry's type, after a dot and in hex the object type if it has one: `avc1`, `mp4v.20`, `mp4s.e0`. */
  readonly codecId: string;
  readonly language: string | undefined;
  readonly title: string | undefined;
  readonly isDefault: boolean;
  /** Units of time in a second. */
  readonly timescale: number;
  readonly sampleCount: number;
  readonly durationS: number;
  /** How long it is presented for: edits applied, as far as there are samples for them. */
  readonly presentedS: number;
  /** Its `stbl` box. */
  readonly sampleTable: Extent;
  /** Tracks that hold its chapters. */
  readonly chapterTracks: readonly number[];
}

/** What of the whole movie a track depends on. */
export interface TrackContext {
  readonly movieTimescale: number;
  readonly fragments: ReadonlyMap<number, SampleTimes>;
}

/** @throws Error when a part is missing. */
export function readIsobmffTrack(
  file: BudgetedFile,
  track: Box,
  { movieTimescale, fragments }: TrackContext,
): IsobmffTrack {
  const header = findBox(file, track, 'tkhd');
  const media = findBox(file, track, 'mdia');
  const mediaHeader = media && findBox(file, media, 'mdhd');
  const handler = media && findBox(file, media, 'hdlr');
  const sampleTable = media && findBox(file, media, 'minf', 'stbl');
  if (!header || !mediaHeader || !handler || !sampleTable) {
    throw new Error('has an incomplete track');
  }
  const { id, isDefault } = readTrackHeader(file, header);
  const { timescale, language } = readMediaHeader(file, mediaHeader);
  const inTable = readSampleTimes(file, sampleTable);
  const inFragments = fragments.get(id);
  const durationS = (inTable.units + (inFragments?.units ?? 0)) / timescale;
  return {
    id,
    // Version and flags, then a component type, then the handler type.
    handler: file.read(handler.start + 8, handler.start + 12).toString('latin1'),
    codecId: readCodecId(file, sampleTable),
    language,
    title: readTitle(file, track),
    isDefault,
    timescale,
    sampleCount: inTable.count + (inFragments?.count ?? 0),
    durationS,
    presentedS: presentedFor(file, track, { durationS, movieTimescale }),
    sampleTable,
    chapterTracks: readChapterTracks(file, track),
  };
}

function readTrackHeader(file: BudgetedFile, header: Box) {
  const bytes = file.read(header.start, header.start + 24);
  const isEnabled = (bytes.readUIntBE(1, 3) & 1) === 1;
  return { id: bytes.readUInt32BE(bytes[0] === 1 ? 20 : 12), isDefault: isEnabled };
}

/** Version, flags, two dates, the timescale, the duration, the language. */
function readMediaHeader(file: BudgetedFile, header: Box) {
  const isWide = file.read(header.start, header.start + 1)[0] === 1;
  const bytes = file.read(header.start, header.start + (isWide ? 34 : 22));
  return {
    timescale: bytes.readUInt32BE(isWide ? 20 : 12),
    language: parseMediaLanguage(bytes.readUInt16BE(isWide ? 32 : 20)),
  };
}

/** Bytes of a sample entry before the boxes in it: ISO/IEC 14496-12, 12.1.3 and ISO/IEC 14496-14, 5.6. */
const entryHeaderBytes: Readonly<Record<string, number>> = { mp4v: 78, mp4s: 8 };

function readCodecId(file: BudgetedFile, sampleTable: Extent): string {
  const list = findBox(file, sampleTable, 'stsd');
  if (!list) throw new Error('has an incomplete track');
  const entry = boxesIn(file, { start: list.start + 8, end: list.end }).next().value;
  if (!entry) return '';
  const headerBytes = entryHeaderBytes[entry.type];
  if (headerBytes === undefined) return entry.type;
  const descriptor = findBox(file, { start: entry.start + headerBytes, end: entry.end }, 'esds');
  const objectType = descriptor && readObjectType(file.read(descriptor.start, descriptor.end));
  return objectType === undefined ? entry.type : `${entry.type}.${objectType.toString(16)}`;
}

/** The object type of the decoder configuration in an elementary stream descriptor: ISO/IEC 14496-1, 7.2.6.5. */
function readObjectType(bytes: Buffer): number | undefined {
  // Version and flags, the descriptor's tag and length, an identifier, flags; then the same of the inner descriptor.
  const inner = afterLength(bytes, 5) + 3;
  return bytes[4] === 3 && bytes[inner] === 4 ? bytes[afterLength(bytes, inner + 1)] : undefined;
}

/** Lengths are up to four bytes, all but the last with the highest bit set. */
function afterLength(bytes: Buffer, at: number): number {
  const last = bytes.subarray(at, at + 4).findIndex((byte) => byte < 0x80);
  return at + (last < 0 ? 4 : last + 1);
}

function readTitle(file: BudgetedFile, track: Box): string | undefined {
  const name = findBox(file, track, 'udta', 'name');
  if (!name || name.end - name.start > 1024) return undefined;
  const text = file.read(name.start, name.end).toString('utf8').replaceAll('\0', '').trim();
  return text === '' ? undefined : text;
}

/** An edit shows nothing for a while, or a part of the samples. */
function presentedFor(
  file: BudgetedFile,
  track: Box,
  { durationS, movieTimescale }: { readonly durationS: number; readonly movieTimescale: number },
): number {
  const list = findBox(file, track, 'edts', 'elst');
  if (!list) return durationS;
  const bytes = file.read(list.start, list.end);
  const width = bytes[0] === 1 ? 8 : 4;
  const entryBytes = 2 * width + 4;
  const entries = Math.min(bytes.readUInt32BE(4), Math.floor((bytes.length - 8) / entryBytes));
  let emptyS = 0;
  let shownS = 0;
  for (let at = 8; at < 8 + entries * entryBytes; at += entryBytes) {
    const units = width === 8 ? Number(bytes.readBigUInt64BE(at)) : bytes.readUInt32BE(at);
    const isEmpty = bytes.readInt32BE(at + width) === -1;
    if (isEmpty) emptyS += units / movieTimescale;
    else shownS += units / movieTimescale;
  }
  // Fragmented files have edits without a duration: of all that is to come.
  return emptyS + (shownS > 0 ? Math.min(shownS, durationS) : durationS);
}

function readChapterTracks(file: BudgetedFile, track: Box): readonly number[] {
  const reference = findBox(file, track, 'tref', 'chap');
  if (!reference) return [];
  const bytes = file.read(reference.start, reference.end);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) =>
    bytes.readUInt32BE(index * 4),
  );
}
