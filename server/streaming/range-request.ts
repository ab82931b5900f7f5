// Decides what part of a file a request gets: preconditions and ranges. Pure.

/** What a file is to HTTP. */
export interface Representation {
  readonly sizeBytes: number;
  /** A strong entity tag with its quotes. */
  readonly etag: string;
  /** Whole seconds matter only: HTTP dates have no more. */
  readonly mtimeMs: number;
}

/** The request headers that matter, in lower case, as Node.js gives them. */
export interface RangeHeaders {
  readonly range?: string | undefined;
  readonly 'if-range'?: string | undefined;
  readonly 'if-match'?: string | undefined;
  readonly 'if-none-match'?: string | undefined;
  readonly 'if-modified-since'?: string | undefined;
  readonly 'if-unmodified-since'?: string | undefined;
}

/** The answer: a status and, with 200 and 206, the first and last byte. An empty file has `endByte` -1. */
export type RangeAnswer =
  | { readonly status: 200 | 206; readonly startByte: number; readonly endByte: number }
  | { readonly status: 304 | 412 | 416 };

/**
 * Evaluates a GET or HEAD in the order of RFC 9110, section 13.2.2. Several ranges, units other than bytes and malformed
 * ranges are answered with the whole file, as section 14.2 allows; a range outside the file with 416.
 */
export function answerRange(headers: RangeHeaders, file: Representation): RangeAnswer {
  const failed = failedPrecondition(headers, file);
  if (failed !== undefined) return { status: failed };
  const whole = { status: 200, startByte: 0, endByte: file.sizeBytes - 1 } as const;
  const range = isRangeCurrent(headers['if-range'], file) ? parseRange(headers.range) : undefined;
  if (range === undefined) return whole;
  const { startByte, endByte } = boundsOf(range, file.sizeBytes);
  return startByte > endByte ? { status: 416 } : { status: 206, startByte, endByte };
}

/** The two numbers of a range; one of them may be absent. */
interface ByteRange {
  readonly first: number | undefined;
  readonly last: number | undefined;
}

/** One range of bytes; undefined for several, other units and what has not the form. */
function parseRange(header: string | undefined): ByteRange | undefined {
  const [, first, last] = /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined) return undefined;
  const toNumber = (digits: string) => (digits === '' ? undefined : Number(digits));
  return { first: toNumber(first), last: toNumber(last) };
}

/** `-500` is the last 500 bytes, `500-` all from there. Bounds that name no byte have the start after the end. */
function boundsOf({ first, last }: ByteRange, sizeBytes: number) {
  const end = sizeBytes - 1;
  if (first === undefined) return { startByte: Math.max(0, sizeBytes - (last ?? 0)), endByte: end };
  return { startByte: first, endByte: Math.min(last ?? end, end) };
}

function failedPrecondition(headers: RangeHeaders, file: Representation): 304 | 412 | undefined {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = headers;
  if (ifMatch !== undefined) {
    if (!listsTag(ifMatch, file.etag)) return 412;
  } else if (isModifiedSince(headers['if-unmodified-since'], file) === true) {
    return 412;
  }
  if (ifNoneMatch !== undefined)
    return listsTag(ifNoneMatch.replaceAll('W/', ''), file.etag) ? 304 : undefined;
  return isModifiedSince(headers['if-modified-since'], file) === false ? 304 : undefined;
}

function listsTag(header: string, etag: string): boolean {
  return header.trim() === '*' || header.split(',').some((tag) => tag.trim() === etag);
}

/** Undefined when the date is absent or cannot be read: the condition is then ignored. */
function isModifiedSince(date: string | undefined, file: Representation): boolean | undefined {
  const sinceMs = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(sinceMs) ? undefined : wholeSeconds(file.mtimeMs) > wholeSeconds(sinceMs);
}

function isRangeCurrent(ifRange: string | undefined, file: Representation): boolean {
  if (ifRange === undefined) return true;
  if (ifRange.includes('"')) return ifRange.trim() === file.etag;
  return wholeSeconds(Date.parse(ifRange)) === wholeSeconds(file.mtimeMs);
}

function wholeSeconds(timeMs: number): number {
  return Math.floor(timeMs / 1000);
}
