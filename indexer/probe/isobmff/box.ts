// The boxes that MP4 and QuickTime files consist of (ISO/IEC 14496-12, 4.2). Knows no box by name.

import type { BudgetedFile } from '../budgeted-file.ts';

/** A part of a file, in bytes from its beginning; `end` is the first byte after it. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** A box; its extent is that of its content. */
export interface Box extends Extent {
  /** Four characters. */
  readonly type: string;
}

/** The boxes in `parent`, up to the first one that is damaged. */
export function* boxesIn(file: BudgetedFile, parent: Extent): Generator<Box, undefined, void> {
  let at = parent.start;
  while (at + 8 <= parent.end) {
    const header = file.read(at, Math.min(at + 16, parent.end));
    const short = header.readUInt32BE(0);
    const isLong = short === 1 && header.length === 16;
    const size = isLong ? Number(header.readBigUInt64BE(8)) : short;
    const headerBytes = isLong ? 16 : 8;
    // A size of 0 means: to the end of the file.
    const end = short === 0 ? parent.end : at + size;
    if (end < at + headerBytes || end > parent.end) return;
    yield { type: header.toString('latin1', 4, 8), start: at + headerBytes, end };
    at = end;
  }
}

/** The first box of that path below another, or undefined. */
export function findBox(
  file: BudgetedFile,
  parent: Extent,
  ...path: readonly string[]
): Box | undefined {
  let found: Box | undefined;
  for (const type of path) {
    found = boxesIn(file, found ?? parent).find((box) => box.type === type);
    if (!found) return undefined;
  }
  return found;
}
