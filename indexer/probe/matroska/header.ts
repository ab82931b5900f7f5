// What mediabunny does not tell of a Matroska or WebM file: its title, its frame rates, its subtitles and its chapters.
// Element IDs: https://www.rfc-editor.org/rfc/rfc9559.

import type { Chapter } from '../../../core/contract/video.ts';
import type { BudgetedFile } from '../budgeted-file.ts';
import { readMatroskaChapters } from './chapters.ts';
import { childrenOf, type Element, elementsIn, readText, readUnsigned } from './element.ts';
import { type MatroskaTrack, readMatroskaTracks } from './track.ts';

/** The parts of a segment's header that are needed. */
export interface MatroskaHeader {
  readonly title: string | undefined;
  /** In the file's order. */
  readonly tracks: readonly MatroskaTrack[];
  readonly chapters: readonly Chapter[];
}

const ids = {
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  seek: 0x4dbb,
  seekId: 0x53ab,
  seekPosition: 0x53ac,
  info: 0x1549a966,
  title: 0x7ba9,
  tracks: 0x1654ae6b,
  chapters: 0x1043a770,
  cluster: 0x1f43b675,
} as const;

/** @throws Error when the file is not as it should be, or its tracks are only listed behind its content. */
export function readMatroskaHeader(file: BudgetedFile): MatroskaHeader {
  const whole = { start: 0, end: file.sizeBytes };
  const segment = elementsIn(file, whole).find(({ id }) => id === ids.segment);
  if (!segment) throw new Error('has no segment');
  const parts = partsBeforeContent(file, segment);
  const tracks = parts.get(ids.tracks);
  if (!tracks) throw new Error('has no list of tracks before its content');
  const info = parts.get(ids.info);
  const chapters = parts.get(ids.chapters) ?? chaptersBehind(file, segment, parts);
  return {
    title: info && readText(file, childrenOf(file, info).get(ids.title)),
    tracks: readMatroskaTracks(file, tracks),
    chapters: chapters ? readMatroskaChapters(file, chapters) : [],
  };
}

function partsBeforeContent(file: BudgetedFile, segment: Element): ReadonlyMap<number, Element> {
  const parts = new Map<number, Element>();
  for (const element of elementsIn(file, segment)) {
    if (element.id === ids.cluster) break;
    if (!parts.has(element.id)) parts.set(element.id, element);
  }
  return parts;
}

/** Chapters may lie behind the content; the seek head then says where, counted from the beginning of the segment. */
function chaptersBehind(
  file: BudgetedFile,
  segment: Element,
  parts: ReadonlyMap<number, Element>,
): Element | undefined {
  const seekHead = parts.get(ids.seekHead);
  if (!seekHead) return undefined;
  for (const seek of elementsIn(file, seekHead)) {
    if (seek.id !== ids.seek) continue;
    const target = childrenOf(file, seek);
    if (readUnsigned(file, target.get(ids.seekId)) !== ids.chapters) continue;
    const position = readUnsigned(file, target.get(ids.seekPosition)) ?? 0;
    const at = { start: segment.start + position, end: segment.end };
    const found = elementsIn(file, at).next().value;
    if (found?.id !== ids.chapters)
      throw new Error('has chapters that are not where they should be');
    return found;
  }
  return undefined;
}
