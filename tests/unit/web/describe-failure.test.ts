import { expect, test } from 'vitest';
import { ApiError } from '../../../web/lib/api-error.ts';
import { describeFailure } from '../../../web/lib/describe-failure.ts';

test('a search engine that is away is told in plain words, whatever the reason', () => {
  const error = new ApiError('connect ECONNREFUSED', { status: 503, code: 'search_unavailable' });
  expect(describeFailure(error)).toEqual({
    title: 'Search does not answer right now.',
    hint: 'Videos still play, and the results come back by themselves.',
  });
});

test.each([
  [0, 'no_answer', 'Trying again by itself.'],
  [503, 'catalogue_full', 'Trying again by itself.'],
  [404, 'not_found', undefined],
])('what else fails with %i %s is told in the words of the server', (status, code, hint) => {
  const error = new ApiError('That went wrong.', { status, code });
  expect(describeFailure(error)).toEqual({ title: 'That went wrong.', hint });
});
