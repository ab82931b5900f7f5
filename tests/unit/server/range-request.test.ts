import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerRange, type RangeHeaders } from '../../../server/streaming/range-request.ts';

const file = {
  sizeBytes: 1000,
  etag: '"0123456789abcdef"',
  mtimeMs: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
};
const whole = { status: 200, startByte: 0, endByte: 999 };
const sameSecond = 'Fri, 02 Jan 2026 03:04:05 GMT';
const earlier = 'Fri, 02 Jan 2026 03:04:04 GMT';

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
    ['bytes= 1 - 2', part(1, 2)],
  ])('%s is answered with its bytes', (range, answer) => {
    expect(answerRange({ range }, file)).toEqual(answer);
  });

  test.each(['bytes=5-4', 'bytes=1000-', 'bytes=5000-6000', 'bytes=-0', 'bytes=-'])(
    '%s names no byte of the file',
    (range) => {
      expect(answerRange({ range }, file)).toEqual({ status: 416 });
    },
  );

  test.each(['', 'lines=1-2', 'bytes', 'bytes=a-b', 'bytes=0-1,5-6', 'bytes=0x1-2'])(
    '%j is no single range of bytes, so the whole file is sent',
    (range) => {
      expect(answerRange({ range }, file)).toEqual(whole);
    },
  );

  test('of an empty file cannot be satisfied, while the file itself can be had', () => {
    const empty = { ...file, sizeBytes: 0 };
    expect(answerRange({ range: 'bytes=0-' }, empty)).toEqual({ status: 416 });
    expect(answerRange({}, empty)).toEqual({ status: 200, startByte: 0, endByte: -1 });
  });

  test('that is answered always lies inside the file, whatever the header says', () => {
    const headers = fc.oneof(
      fc.string().map((text) => `bytes=${text}`),
      fc.tuple(fc.nat(3000), fc.nat(3000)).map(([a, b]) => `bytes=${a}-${b}`),
      fc.string(),
    );
    fc.assert(
      fc.property(headers, fc.nat(2000), (range, sizeBytes) => {
        const answer = answerRange({ range }, { ...file, sizeBytes });
        if (!('startByte' in answer)) return;
        expect(answer.startByte).toBeGreaterThanOrEqual(0);
        expect(answer.endByte).toBeLessThan(sizeBytes === 0 ? 1 : sizeBytes);
        expect(answer.status === 200 || answer.startByte <= answer.endByte).toBe(true);
      }),
    );
  });
});

describe('a precondition', () => {
  test.each<[string, RangeHeaders, object]>([
    ['If-None-Match with the tag', { 'if-none-match': file.etag }, { status: 304 }],
    ['If-None-Match with the weak tag', { 'if-none-match': `W/${file.etag}` }, { status: 304 }],
    ['If-None-Match with a list', { 'if-none-match': `"x", ${file.etag}` }, { status: 304 }],
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
    ['If-Match with the tag', { 'if-match': file.etag }, whole],
    ['If-Match with another tag', { 'if-match': '"x"' }, { status: 412 }],
    [
      'If-Unmodified-Since with an earlier time',
      { 'if-unmodified-since': earlier },
      { status: 412 },
    ],
    ['If-Unmodified-Since with its time', { 'if-unmodified-since': sameSecond }, whole],
  ])('%s is respected', (_, headers, answer) => {
    expect(answerRange(headers, file)).toEqual(answer);
  });

  test.each<[string, string, object]>([
    ['the tag', file.etag, part(0, 9)],
    ['its time', sameSecond, part(0, 9)],
    ['another tag', '"x"', whole],
    ['a weak tag', `W/${file.etag}`, whole],
    ['another time', earlier, whole],
    ['nonsense', 'x', whole],
  ])('If-Range with %s decides between the part and the whole', (_, ifRange, answer) => {
    expect(answerRange({ range: 'bytes=0-9', 'if-range': ifRange }, file)).toEqual(answer);
  });
});
