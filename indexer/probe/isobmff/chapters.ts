// Chapters of MP4 and QuickTime files: as a track of texts (QuickTime) or as one list (Nero's `chpl` box).

import type { Chapter } from '../../../core/contract/video.ts';
import type { BudgetedFile } from '../budgeted-file.ts';
import { type Box, type Extent, findBox } from './box.ts';
import { readSamples } from './sample-table.ts';
import type { IsobmffTrack } from './track.ts';

const MAX_CHAPTERS = 2000;
const MAX_TEXT_BYTES = 4096;

/**
 * The chapters in order; the texts of a track come before the list.
 *
 * @throws Error where texts are in fragments.
 */
export function readIsobmffChapters(
  file: BudgetedFile,
  movie: Box,
  tracks: readonly IsobmffTrack[],
  durationS: number,
): readonly Chapter[] {
  const ids = new Set(tracks.flatMap((track) => track.chapterTracks));
  const texts = tracks.find(({ id, handler }) => ids.has(id) && handler === 'text');
  if (texts) return readTextTrack(file, texts);
  const list = findBox(file, movie, 'udta', 'chpl');
  return list ? readList(file.read(list.start, list.end), durationS) : [];
}

function readTextTrack(file: BudgetedFile, track: IsobmffTrack): Chapter[] {
  const samples = [...readSamples(file, track.sampleTable, MAX_CHAPTERS)];
  if (samples.length < Math.min(track.sampleCount, MAX_CHAPTERS)) {
    throw new Error('has chapters that are not where they should be');
  }
  return samples.map((sample) => ({
    startS: sample.time / track.timescale,
    endS: (sample.time + sample.duration) / track.timescale,
    ...titled(readText(file, sample)),
  }));
}

/** A length of two bytes, then text in UTF-8, or in UTF-16 after its mark. */
function readText(file: BudgetedFile, { start, end }: Extent): string {
  const bytes = file.read(start, Math.min(end, start + MAX_TEXT_BYTES));
  if (bytes.length < 2) return '';
  const text = bytes.subarray(2, 2 + bytes.readUInt16BE(0));
  const isUtf16 = text.length >= 2 && text.readUInt16BE(0) === 0xfeff;
  return isUtf16 ? new TextDecoder('utf-16be').decode(text) : text.toString('utf8');
}

/**
 * Version, flags, since version 1 a reserved number, a count; then for each chapter its start in 100 ns, the length of its
 * title, and its title.
 */
function readList(bytes: Buffer, durationS: number): Chapter[] {
  const starts: { readonly startS: number; readonly title: string }[] = [];
  const countAt = bytes[0] === 0 ? 4 : 8;
  const count = bytes[countAt] ?? 0;
  for (let at = countAt + 1; starts.length < count && at + 9 <= bytes.length;) {
    const textEnd = at + 9 + bytes.readUInt8(at + 8);
    const startS = Number(bytes.readBigUInt64BE(at)) / 1e7;
    starts.push({ startS, title: bytes.toString('utf8', at + 9, textEnd) });
    at = textEnd;
  }
  return starts.flatMap(({ startS, title }, index) => {
    const endS = starts[index + 1]?.startS ?? durationS;
    return endS < startS ? [] : [{ startS, endS, ...titled(title) }];
  });
}

function titled(title: string): Pick<Chapter, 'title'> {
  return title === '' ? {} : { title };
}
