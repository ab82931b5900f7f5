import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answerRange,
  type RangeAnswer,
  type RangeHeaders,
  type Representation,
} from '../../../server/streaming/range-request.ts';

const file = {
  sizeBytes: 1000,
  etag: '"0123456789abcdef"',
  mtimeMs: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
};
const whole = { status: 200, startByte: 0, endByte: 999 };
const sameSecond = 'Fri, 02 Jan 2026 03:04:05 GMT';
const earlier = 'Fri, 02 Jan 2026 03:04:04 GMT';

function get(headers: RangeHeaders, shown: Representation = file): RangeAnswer {
  return answerRange({ method: 'GET', headers }, shown);
}

function part(startByte: number, endByte: number) {
  return { status: 206, startByte, endByte };
}

describe('a range', () => {
  test.each<[string, object]>([
    ['bytes=0-0', part(0, 0)],
    ['bytes=0-499', part(0, 499)],
    ['bytes=500-', part(500, 999)],
    ['bytes=-500', part(500, 999)],
    ['bytes=-5000', part(0, 999)],
    ['bytes=990-5000', part(990, 999)],
    ['BYTES=1-2', part(1, 2)],
    ['bytes= 1-2 ', part(1, 2)],
    ['bytes=,1-2,, ', part(1, 2)],
    ['bytes=0-99999999999999999999999999', part(0, 999)],
    ['bytes=-99999999999999999999999999', part(0, 999)],
  ])('%s is answered with its bytes', (range, answer) => {
    expect(get({ range })).toEqual(answer);
  });

  test.each([
    'bytes=5-4',
    'bytes=1000-',
    'bytes=5000-6000',
    'bytes=-0',
    `bytes=${'9'.repeat(400)}-`,
  ])('%s names no byte of the file', (range) => {
    expect(get({ range })).toEqual({ status: 416 });
  });

  test.each([
    ...['', 'lines=1-2', 'bytes', 'bytes=a-b', 'bytes=0-1,5-6', 'bytes=0x1-2', 'bytes=-'],
    ...['bytes=', 'bytes=1', 'bytes=+1-2', 'bytes=1.5-2', 'bytes=1-2-3', 'bytes=1 - 2'],
    ...['bytes=--5', 'bytes=\u0661-\u0662', ' bytes=1-2', 'bytes =1-2', 'bytes=1-2;', 'bytes:1-2'],
  ])('%j is no single range of bytes, so the whole file is sent', (range) => {
    expect(get({ range })).toEqual(whole);
  });

  test('of an empty file cannot be satisfied, while its end and the file itself can be had', () => {
    const empty = { ...file, sizeBytes: 0 };
    const nothing = { status: 200, startByte: 0, endByte: -1 };
    expect(get({ range: 'bytes=0-' }, empty)).toEqual({ status: 416 });
    expect(get({ range: 'bytes=-0' }, empty)).toEqual({ status: 416 });
    expect(get({ range: 'bytes=-5' }, empty)).toEqual(nothing);
    expect(get({}, empty)).toEqual(nothing);
  });

  test('names the bytes that its numbers say one by one', () => {
    const edge = fc.option(fc.nat(30));
    const size = fc.nat(20);
    fc.assert(
      fc.property(edge, edge, size, (first, last, sizeBytes) => {
        fc.pre(first !== null || last !== null);
        const isNamed = (at: number) =>
          first === null ? at >= sizeBytes - (last ?? 0) : at >= first && at <= (last ?? at);
        const named = [...Array(sizeBytes).keys()].filter(isNamed);
        const range = `bytes=${first ?? ''}-${last ?? ''}`;
        const answer = get({ range }, { ...file, sizeBytes });
        if (sizeBytes > 0 || first !== null || last === 0)
          expect(answer).toEqual(
            named.length === 0 ? { status: 416 } : part(named[0] ?? 0, named.at(-1) ?? 0),
          );
      }),
    );
  });

  test('that is answered always lies inside the file, whatever the header says', () => {
    const pieces = fc.constantFrom(
      '0',
      '7',
      '-',
      ',',
      ' ',
      '\t',
      '=',
      '*',
      'a',
      '99999999999999999999',
    );
    const headers = fc.oneof(
      fc.array(pieces).map((parts) => `bytes=${parts.join('')}`),
      fc.string().map((text) => `bytes=${text}`),
      fc.string(),
    );
    fc.assert(
      fc.property(headers, fc.nat(2000), (range, sizeBytes) => {
        const answer = get({ range }, { ...file, sizeBytes });
        if (!('startByte' in answer)) return;
        expect(answer.startByte).toBeGreaterThanOrEqual(0);
        expect(answer.endByte).toBeLessThan(sizeBytes === 0 ? 1 : sizeBytes);
        expect(answer.status === 200 || answer.startByte <= answer.endByte).toBe(true);
        expect(Number.isSafeInteger(answer.startByte + answer.endByte)).toBe(true);
      }),
    );
  });

  test('is known to GET alone', () => {
    const headers = { range: 'bytes=0-9' };
    expect(answerRange({ method: 'HEAD', headers }, file)).toEqual(whole);
  });
});

describe('headers made to keep a server busy', () => {
  test.each<[string, RangeHeaders]>([
    ['spaces in a range', { range: `bytes=${' '.repeat(100_000)}x` }],
    ['digits', { range: `bytes=${'9'.repeat(100_000)}x` }],
    ['empty ranges', { range: `bytes=${','.repeat(100_000)}` }],
    ['quotes in a list of tags', { 'if-none-match': '"'.repeat(100_001) }],
    ['weak signs', { 'if-none-match': 'W/'.repeat(100_000) }],
    ['letters of a date', { 'if-modified-since': `M${'o'.repeat(100_000)}` }],
  ])('%s are read once', (_, headers) => {
    expect(get(headers)).toEqual(whole);
  });
});

describe('a precondition', () => {
  test.each<[string, RangeHeaders, object]>([
    ['If-None-Match with the tag', { 'if-none-match': file.etag }, { status: 304 }],
    ['If-None-Match with the weak tag', { 'if-none-match': `W/${file.etag}` }, { status: 304 }],
    ['If-None-Match with a list', { 'if-none-match': `"x", ${file.etag}` }, { status: 304 }],
    [
      'If-None-Match with a tag that has the tag in it',
      { 'if-none-match': `"W/${file.etag.slice(1)}` },
      whole,
    ],
    [
      'If-None-Match with a tag that has a comma',
      { 'if-none-match': `"a, b", ${file.etag}` },
      { status: 304 },
    ],
    ['If-None-Match with *', { 'if-none-match': '*' }, { status: 304 }],
    ['If-None-Match with another tag', { 'if-none-match': '"x"' }, whole],
    [
      'If-None-Match over If-Modified-Since',
      { 'if-none-match': '"x"', 'if-modified-since': sameSecond },
      whole,
    ],
    ['If-Modified-Since with its time', { 'if-modified-since': sameSecond }, { status: 304 }],
    ['If-Modified-Since with an earlier time', { 'if-modified-since': earlier }, whole],
    ['If-Modified-Since with nonsense', { 'if-modified-since': 'yesterday' }, whole],
    ['If-Modified-Since with no date of HTTP', { 'if-modified-since': '2026-01-03' }, whole],
    [
      'If-Modified-Since in an old form',
      { 'if-modified-since': 'Friday, 02-Jan-26 03:04:05 GMT' },
      { status: 304 },
    ],
    [
      'If-Modified-Since in the oldest form',
      { 'if-modified-since': 'Fri Jan  2 03:04:05 2026' },
      { status: 304 },
    ],
    ['If-Match with *', { 'if-match': '*' }, whole],
    ['If-Match with the tag in a list', { 'if-match': `"x", ${file.etag}` }, whole],
    ['If-Match with the weak tag', { 'if-match': `W/${file.etag}` }, { status: 412 }],
    [
      'If-Match over If-Unmodified-Since',
      { 'if-match': file.etag, 'if-unmodified-since': earlier },
      whole,
    ],
    [
      'If-Match before If-None-Match',
      { 'if-match': '"x"', 'if-none-match': file.etag },
      { status: 412 },
    ],
    [
      'If-Unmodified-Since before If-None-Match',
      { 'if-unmodified-since': earlier, 'if-none-match': '*' },
      { status: 412 },
    ],
    ['If-Unmodified-Since with nonsense', { 'if-unmodified-since': '1' }, whole],
    ['If-None-Match before a range', { 'if-none-match': '*', range: 'bytes=0-9' }, { status: 304 }],
    [
      'If-Match before a range that is not there',
      { 'if-match': '"x"', range: 'bytes=5000-' },
      { status: 412 },
    ],
    ['If-Range without a range', { 'if-range': '"x"' }, whole],
    ['If-Match with the tag', { 'if-match': file.etag }, whole],
    ['If-Match with another tag', { 'if-match': '"x"' }, { status: 412 }],
    [
      'If-Unmodified-Since with an earlier time',
      { 'if-unmodified-since': earlier },
      { status: 412 },
    ],
    ['If-Unmodified-Since with its time', { 'if-unmodified-since': sameSecond }, whole],
  ])('%s is respected', (_, headers, answer) => {
    expect(get(headers)).toEqual(answer);
  });

  test.each<[string, string, object]>([
    ['the tag', file.etag, part(0, 9)],
    ['its time', sameSecond, part(0, 9)],
    ['another tag', '"x"', whole],
    ['a weak tag', `W/${file.etag}`, whole],
    ['another time', earlier, whole],
    ['nonsense', 'x', whole],
    ['its time in a form that HTTP has not', '2026-01-02T03:04:05Z', whole],
    ['a list of tags', `${file.etag}, "x"`, whole],
    ['*', '*', whole],
  ])('If-Range with %s decides between the part and the whole', (_, ifRange, answer) => {
    expect(get({ range: 'bytes=0-9', 'if-range': ifRange })).toEqual(answer);
  });
});
