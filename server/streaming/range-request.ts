// Decides what part of a file a request gets: preconditions and ranges. Pure.

import { parseHttpDate } from './http-date.ts';

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

/** A GET or a HEAD. */
export interface RangeRequest {
  readonly method: string;
  readonly headers: RangeHeaders;
}

/** The answer: a status and, with 200 and 206, the first and last byte. An empty file has `endByte` -1. */
export type RangeAnswer =
  | { readonly status: 200 | 206; readonly startByte: number; readonly endByte: number }
  | { readonly status: 304 | 412 | 416 };

/**
 * Evaluates a request in the order of RFC 9110, section 13.2.2. Several ranges, units other than bytes and malformed
 * ranges are answered with the whole file, as section 14.2 allows; a range outside the file with 416. Only GET has
 * ranges.
 */
export function answerRange({ method, headers }: RangeRequest, file: Representation): RangeAnswer {
  const failed = failedPrecondition(headers, file);
  if (failed !== undefined) return { status: failed };
  const isWanted = method === 'GET' && isRangeCurrent(headers['if-range'], file);
  const range = isWanted ? parseRange(headers.range) : undefined;
  const whole = { status: 200, startByte: 0, endByte: file.sizeBytes - 1 } as const;
  if (range === undefined) return whole;
  const { startByte, endByte } = boundsOf(range, file.sizeBytes);
  if (startByte <= endByte) return { status: 206, startByte, endByte };
  // The end of an empty file is there, but no part of it can be named.
  return file.sizeBytes === 0 && isSuffix(range) ? whole : { status: 416 };
}

/** The two numbers of a range; one of them may be absent. */
interface ByteRange {
  readonly first: number | undefined;
  readonly last: number | undefined;
}

/** One range of bytes; undefined for several, other units and what has not the form of RFC 9110, section 14.1.2. */
function parseRange(header = ''): ByteRange | undefined {
  const [, set = ''] = /^bytes=(.*)$/i.exec(header) ?? [];
  // Empty elements of a list are to be passed over: section 5.6.1.2.
  const [spec = '', ...others] = set.split(',').flatMap((element) => element.trim() || []);
  const [whole, first, last] = /^(\d*)-(\d*)$/.exec(spec) ?? [];
  if (whole === undefined || whole === '-' || others.length > 0) return undefined;
  return { first: toNumber(first), last: toNumber(last) };
}

function toNumber(digits = ''): number | undefined {
  return digits === '' ? undefined : Number(digits);
}

function isSuffix({ first, last }: ByteRange): boolean {
  return first === undefined && last !== 0;
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
    if (!lists(ifMatch, file.etag, { compare: 'strong' })) return 412;
  } else if (isModifiedSince(headers['if-unmodified-since'], file) === true) {
    return 412;
  }
  if (ifNoneMatch !== undefined)
    return lists(ifNoneMatch, file.etag, { compare: 'weak' }) ? 304 : undefined;
  return isModifiedSince(headers['if-modified-since'], file) === false ? 304 : undefined;
}

/** Whether a list of tags has this one: RFC 9110, section 8.8.3.2. The strong comparison takes no weak tag for it. */
function lists(header: string, etag: string, { compare }: { compare: 'strong' | 'weak' }): boolean {
  if (header.trim() === '*') return true;
  const tags = header.matchAll(/(?<weak>W\/)?(?<tag>"[^"]*")/g);
  return tags.some(
    ({ groups }) => groups?.['tag'] === etag && (compare === 'weak' || !groups['weak']),
  );
}

/** Undefined when the date is absent or cannot be read: the condition is then ignored. */
function isModifiedSince(date: string | undefined, file: Representation): boolean | undefined {
  const sinceMs = date === undefined ? undefined : parseHttpDate(date);
  return sinceMs === undefined ? undefined : wholeSeconds(file.mtimeMs) > wholeSeconds(sinceMs);
}

function isRangeCurrent(ifRange: string | undefined, file: Representation): boolean {
  if (ifRange === undefined) return true;
  if (ifRange.includes('"')) return ifRange.trim() === file.etag;
  const sinceMs = parseHttpDate(ifRange);
  return sinceMs !== undefined && wholeSeconds(sinceMs) === wholeSeconds(file.mtimeMs);
}

function wholeSeconds(timeMs: number): number {
  return Math.floor(timeMs / 1000);
}
