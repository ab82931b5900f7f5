import { expect, test } from 'vitest';
import {
  problemOfConversion,
  problemOfStatus,
} from '../../../web/components/player/player-problem.ts';

test.each([
  [200, 'format'],
  [206, 'format'],
  [404, 'missing'],
  [410, 'missing'],
  [500, 'connection'],
  [503, 'connection'],
  [undefined, 'connection'],
])('a stream that answers %o but does not play has the problem %s', (status, problem) => {
  expect(problemOfStatus(status)).toBe(problem);
});

test.each([
  [503, 'conversions_full', 'busy'],
  [409, 'cache_unwritable', 'server'],
  [409, 'ffmpeg_missing', 'server'],
  [500, 'internal_error', 'server'],
  [409, 'not_copyable', 'format'],
  [409, 'process_failed', 'format'],
  [404, 'not_found', 'missing'],
  [502, undefined, 'connection'],
  [undefined, undefined, 'connection'],
])('a conversion that is answered with %o %o has the problem %s', (status, code, problem) => {
  const answer = code === undefined ? undefined : { error: { code, message: 'Why.' } };
  expect(problemOfConversion(status, answer)).toBe(problem);
});
