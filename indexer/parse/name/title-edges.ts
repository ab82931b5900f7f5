// Reads what a template left at the edges of a title: a date before it, a year, a date or an id in brackets after it.

import { foldDashes, trimDashes } from '../field/clean-text.ts';
import { isSourceId } from '../field/field-values.ts';
import { isVideoId } from './name-like.ts';
import { parseDate, parseYear, readDateAt, type DateReading } from '../field/release-date.ts';
import type { VideoFields } from '../field/video-fields.ts';

/** Fields with a title. */
export interface TitledFields extends VideoFields {
  readonly title: string;
}

const openerOf: Readonly<Record<string, string>> = { ']': '[', ')': '(', '}': '{' };
const closerOf: Readonly<Record<string, string>> = { '[': ']', '(': ')' };

/** The bracketed part that ends `title`, and the title before it. */
function splitAtLastBracket(title: string) {
  const opener = openerOf[title.at(-1) ?? ''];
  const start = opener === undefined ? -1 : title.lastIndexOf(opener);
  if (opener === undefined || start <= 0) return undefined;
  return { opener, inner: title.slice(start + 1, -1), rest: title.slice(0, start).trimEnd() };
}

function readEnd(fields: TitledFields): TitledFields {
  const split = splitAtLastBracket(fields.title);
  if (split === undefined || split.rest === '') return fields;
  const { opener, inner, rest: title } = split;
  const isId = opener === '{' ? isSourceId(inner) : opener === '[' && isVideoId(inner);
  if (isId && fields.sourceId === undefined) return readEnd({ ...fields, title, sourceId: inner });
  if (opener === '{' || fields.year !== undefined || fields.released !== undefined) return fields;
  const year = parseYear(inner);
  if (year !== undefined) return readEnd({ ...fields, title, year });
  const released = parseDate(foldDashes(inner));
  return released === undefined ? fields : readEnd({ ...fields, title, released });
}

/** The date at the start of `title`, bare or in brackets; `end` is after what sets it off: spaces, with a dash or not. */
function readOpeningDate(title: string): DateReading | undefined {
  const closer = closerOf[title.charAt(0)] ?? '';
  const reading = readDateAt(title, closer.length);
  if (reading === undefined || !title.startsWith(closer, reading.end)) return undefined;
  const gap = / ?-+ ?| |$/y;
  gap.lastIndex = reading.end + closer.length;
  return gap.test(title) ? { isoDate: reading.isoDate, end: gap.lastIndex } : undefined;
}

/** What cameras, phones and messengers write before the date: `VID_20190428_123456`. */
const cameraPrefix = /^(?:vid|img|pxl|mvi|mov|whatsapp video|screen ?record(?:ing|er)?)[ _-]/i;

/** The date in a camera's name, which stays the title for want of another. */
function readCameraDate(fields: TitledFields): TitledFields {
  const start = cameraPrefix.exec(fields.title)?.[0].length;
  const found = start === undefined ? undefined : readDateAt(foldDashes(fields.title), start);
  return found === undefined ? fields : { ...fields, released: found.isoDate };
}

/** A title without letters after the date, as phones write the time (`20190428_123456`), keeps the date. */
function readStart(fields: TitledFields): TitledFields {
  if (fields.year !== undefined || fields.released !== undefined) return fields;
  const found = readOpeningDate(foldDashes(fields.title));
  if (found === undefined) return readCameraDate(fields);
  const rest = fields.title.slice(found.end);
  return { ...fields, title: /\p{L}/u.test(rest) ? rest : fields.title, released: found.isoDate };
}

/**
 * Moves from the title what is plainly none of it: `(2021)`, `[2021]`, `(2021-05-28)`, `{tt0816692}` and the
 * `[dQw4w9WgXcQ]` of yt-dlp at its end, a whole date at its start (`20210528 - Title`, `[2021-05-28] Title`), and
 * dashes that are left alone at either end. Only fields that are not there yet are read, and the title is never emptied.
 */
export function readTitleEdges(fields: TitledFields): TitledFields {
  const read = readStart(readEnd(fields));
  return { ...read, title: trimDashes(read.title) };
}
