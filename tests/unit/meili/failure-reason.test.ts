import { expect, test } from 'vitest';
import { AppError, MeiliTaskError, UnavailableError } from '../../../core/errors.ts';
import { failureReason } from '../../../indexer/publish/failure-reason.ts';

const full = { taskUid: 7, code: 'no_space_left_on_device', type: 'system' };

test.each<[string, unknown, ReturnType<typeof failureReason>]>([
  [
    'a failed task by what Meilisearch says of it',
    new MeiliTaskError('No space left on device', full),
    { reason: 'No space left on device', code: 'no_space_left_on_device', type: 'system' },
  ],
  [
    'a cancelled task, which has no type',
    new MeiliTaskError('It ended as canceled.', { taskUid: 7, code: 'canceled' }),
    { reason: 'It ended as canceled.', code: 'canceled', type: null },
  ],
  [
    'a server that does not answer',
    new UnavailableError('search_unavailable', 'no answer in 100 ms'),
    { reason: 'no answer in 100 ms', code: 'search_unavailable', type: null },
  ],
  [
    'our own errors by their code',
    new AppError('foreign_index', 'not ours'),
    { reason: 'not ours', code: 'foreign_index', type: null },
  ],
  [
    'what the system says by its code',
    Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' }),
    { reason: 'database is locked', code: 'SQLITE_BUSY', type: null },
  ],
  ['anything else by its text', 'torn', { reason: 'torn', code: null, type: null }],
])('describes %s', (_, error, reason) => {
  expect(failureReason(error)).toEqual(reason);
});
