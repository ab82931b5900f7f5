// What mediabunny does not tell of a Matroska or WebM file: its title, and whether it has more than pictures and sound.
// Element IDs: https://www.rfc-editor.org/rfc/rfc9559; their coding: https://www.rfc-editor.org/rfc/rfc8794.

import type { BudgetedFile } from './budgeted-file.ts';

/** The parts of a segment's header that are needed. */
export interface MatroskaHeader {
  readonly title: string | undefined;
  /** There are subtitles or chapters, which this does not read. */
  readonly hasText: boolean;
}

const ids = {
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  seek: 0x4dbb,
  seekId: 0x53ab,
  info: 0x1549a966,
  title: 0x7ba9,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackType: 0x83,
  chapters: 0x1043a770,
  cluster: 0x1f43b675,
} as const;

const SUBTITLE_TRACK_TYPE = 17;
const MAX_TITLE_BYTES = 16 * 1024;

interface Element {
  readonly id: number;
  /** Of the content, in bytes from the beginning of the file. */
  readonly start: number;
  readonly end: number;
}

/** @throws Error when the file is not as it should be, or its tracks are only listed behind its content. */
export function readMatroskaHeader(file: BudgetedFile): MatroskaHeader {
  const whole = { start: 0, end: file.sizeBytes };
  const segment = elementsIn(file, whole).find(({ id }) => id === ids.segment);
  if (!segment) throw new Error('has no segment');
  let title: string | undefined;
  let hasText = false;
  let hasTracks = false;
  for (const element of elementsIn(file, segment)) {
    if (element.id === ids.cluster) break;
    if (element.id === ids.info) title ??= readTitle(file, element);
    if (element.id === ids.tracks) {
      hasTracks = true;
      hasText ||= hasSubtitles(file, element);
    }
    hasText ||= element.id === ids.chapters;
    hasText ||= element.id === ids.seekHead && pointsAtChapters(file, element);
  }
  if (!hasTracks) throw new Error('has no list of tracks before its content');
  return { title, hasText };
}

function readTitle(file: BudgetedFile, info: Element): string | undefined {
  const title = elementsIn(file, info).find(({ id }) => id === ids.title);
  if (!title || title.end - title.start > MAX_TITLE_BYTES) return undefined;
  return file.read(title.start, title.end).toString('utf8');
}

function hasSubtitles(file: BudgetedFile, tracks: Element): boolean {
  return elementsIn(file, tracks)
    .filter(({ id }) => id === ids.trackEntry)
    .some((entry) => {
      const type = elementsIn(file, entry).find(({ id }) => id === ids.trackType);
      return type !== undefined && readUnsigned(file, type) === SUBTITLE_TRACK_TYPE;
    });
}

/** Chapters may lie behind the content; the seek head then says where. */
function pointsAtChapters(file: BudgetedFile, seekHead: Element): boolean {
  return elementsIn(file, seekHead)
    .filter(({ id }) => id === ids.seek)
    .some((seek) => {
      const target = elementsIn(file, seek).find(({ id }) => id === ids.seekId);
      return target !== undefined && readUnsigned(file, target) === ids.chapters;
    });
}

function readUnsigned(file: BudgetedFile, { start, end }: Element): number {
  if (end - start > 6) throw new Error('has too large a number');
  return end === start ? 0 : file.read(start, end).readUIntBE(0, end - start);
}

function* elementsIn(
  file: BudgetedFile,
  parent: Pick<Element, 'start' | 'end'>,
): Generator<Element, undefined, void> {
  let at = parent.start;
  while (at < parent.end) {
    const header = file.read(at, Math.min(at + 12, parent.end));
    const idBytes = Math.clz32(header[0] ?? 0) - 23;
    const sizeBytes = Math.clz32(header[idBytes] ?? 0) - 23;
    if (idBytes > 4 || sizeBytes > 8 || idBytes + sizeBytes > header.length) return;
    const id = header.readUIntBE(0, idBytes);
    const start = at + idBytes + sizeBytes;
    const size = readSize(header.subarray(idBytes, idBytes + sizeBytes));
    // An unknown size, as live recordings have it, means: to the end of the parent.
    const end = size === undefined ? parent.end : Math.min(start + size, parent.end);
    yield { id, start, end };
    at = end;
  }
}

/** The value of a size whose first set bit gives its length in bytes; all ones stand for an unknown size. */
function readSize(bytes: Buffer): number | undefined {
  const bits = 7 * bytes.length;
  const value = BigInt(`0x${bytes.toString('hex')}`) & ((1n << BigInt(bits)) - 1n);
  return value === (1n << BigInt(bits)) - 1n ? undefined : Number(value);
}
