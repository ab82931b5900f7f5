// `/api/dashboard/index`: how the search index is doing, and having it made anew or compared with the catalogue.

import type { IndexWorkStore } from '../../core/catalogue/index-work-store.ts';
import type { OutboxStore } from '../../core/catalogue/outbox-store.ts';
import { indexActionBody, indexAnswer } from '../../core/contract/dashboard.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { StatusReader } from '../status/status-reader.ts';

const SHOWN_REJECTED = 200;

interface IndexRouteParts {
  readonly status: StatusReader;
  readonly outbox: OutboxStore;
  readonly indexWork: IndexWorkStore;
}

/** The work itself is the indexer's; a request waits for one when none is running. */
export function indexRoutes({ status, outbox, indexWork }: IndexRouteParts): readonly Route[] {
  const current = async () => {
    const { index } = await status.read();
    return { ...index, rejected: [...(await outbox.rejected(SHOWN_REJECTED))] };
  };
  return [
    defineRoute({
      method: 'get',
      path: '/api/dashboard/index',
      summary: 'The search index, and the videos that it refused',
      answer: indexAnswer,
      handle: current,
    }),
    defineRoute({
      method: 'post',
      path: '/api/dashboard/index',
      summary: 'Asks for a rebuild beside the running index, or for an audit that repairs',
      body: indexActionBody,
      answer: indexAnswer,
      handle: async ({ body }) => {
        await indexWork.request(body.action);
        return await current();
      },
    }),
  ];
}
