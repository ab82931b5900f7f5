// `/api/dashboard/index`: how the search index is doing, and having it made anew, compared with the catalogue, or sent again what it refused.

import type { IndexRunStore } from '../../core/catalogue/index-run-store.ts';
import type { RefusedStore } from '../../core/catalogue/refused-store.ts';
import {
  indexActionBody,
  indexAnswer,
  type IndexActionBody,
} from '../../core/contract/search-index.ts';
import { NotFoundError } from '../../core/errors.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { IndexStatusReader } from '../status/index-status.ts';

interface IndexRouteParts {
  readonly indexStatus: IndexStatusReader;
  readonly indexRuns: IndexRunStore;
  readonly refused: RefusedStore;
}

/** The work itself is the indexer's; a request waits for one when none is running. */
export function indexRoutes(parts: IndexRouteParts): readonly Route[] {
  const { indexStatus } = parts;
  return [
    defineRoute({
      method: 'get',
      path: '/api/dashboard/index',
      summary: 'The search index: what is and was done to it, why it failed, what it refused',
      answer: indexAnswer,
      handle: async () => await indexStatus.read(),
    }),
    defineRoute({
      method: 'post',
      path: '/api/dashboard/index',
      summary:
        'Asks for a rebuild beside the running index, an audit that repairs, or another try for what was refused',
      body: indexActionBody,
      answer: indexAnswer,
      handle: async ({ body }) => {
        await act(body, parts);
        return await indexStatus.read();
      },
    }),
  ];
}

async function act(
  { action, hash }: IndexActionBody,
  { indexRuns, refused }: IndexRouteParts,
): Promise<void> {
  if (action !== 'retry') {
    await indexRuns.request(action, 'person');
    return;
  }
  const retried = await refused.retry(hash);
  if (retried === 0 && hash !== undefined)
    throw new NotFoundError(`There is no refused document of a video ${hash}.`);
}
