// The chapters of a Matroska file (https://www.rfc-editor.org/rfc/rfc9559#name-chapters-element).

import type { Chapter } from '../../../core/contract/video.ts';
import type { BudgetedFile } from '../budgeted-file.ts';
import { childrenOf, type Element, elementsIn, readText, readUnsigned } from './element.ts';

const ids = {
  edition: 0x45b9,
  chapter: 0xb6,
  start: 0x91,
  end: 0x92,
  display: 0x80,
  title: 0x85,
} as const;

const NS = 1e-9;

/** The chapters of the first edition that has any, in order; chapters within chapters are left out. */
export function readMatroskaChapters(file: BudgetedFile, chapters: Element): readonly Chapter[] {
  for (const edition of elementsIn(file, chapters)) {
    if (edition.id !== ids.edition) continue;
    const entries = [...elementsIn(file, edition)].filter(({ id }) => id === ids.chapter);
    if (entries.length > 0) return withEnds(entries.map((entry) => readChapter(file, entry)));
  }
  return [];
}

type OpenChapter = Omit<Chapter, 'endS'> & { readonly endS: number | undefined };

function readChapter(file: BudgetedFile, entry: Element): OpenChapter {
  const fields = childrenOf(file, entry);
  const endNs = readUnsigned(file, fields.get(ids.end));
  const display = fields.get(ids.display);
  const title = display && readText(file, childrenOf(file, display).get(ids.title));
  return {
    startS: (readUnsigned(file, fields.get(ids.start)) ?? 0) * NS,
    endS: endNs === undefined ? undefined : endNs * NS,
    ...(title === undefined ? {} : { title }),
  };
}

/** A chapter without an end lasts until the next one begins; the last one's end is then its beginning. */
function withEnds(chapters: readonly OpenChapter[]): Chapter[] {
  return chapters.map((chapter, index) => {
    const endS = chapter.endS ?? chapters[index + 1]?.startS ?? chapter.startS;
    return { ...chapter, endS: Math.max(endS, chapter.startS) };
  });
}
