import { expect, test } from 'vitest';
import { problemOfStatus } from '../../../web/components/player/player-problem.ts';

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
