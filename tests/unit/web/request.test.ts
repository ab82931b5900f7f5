import { describe, expect, test } from 'vitest';
import { parseErrorAnswer, parseRetryAfter } from '../../../web/lib/request.ts';

describe('an error answer', () => {
  test('is read when it has the shape of the contract', () => {
    const answer = { error: { code: 'not_found', message: 'No such video.' } };
    expect(parseErrorAnswer(JSON.stringify(answer))).toEqual(answer);
  });

  test.each([
    '',
    '<html>502</html>',
    'null',
    '[]',
    '{"error":"no"}',
    '{"error":{"code":1,"message":"x"}}',
  ])('is undefined for anything else: %o', (text) => {
    expect(parseErrorAnswer(text)).toBeUndefined();
  });
});

describe('Retry-After', () => {
  test.each([
    ['3', 3],
    [' 120 ', 120],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    ['-1', undefined],
    [null, undefined],
  ])('%o is %o seconds', (header, seconds) => {
    expect(parseRetryAfter(header)).toBe(seconds);
  });
});
