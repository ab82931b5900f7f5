// `/api/dashboard/previews`: has previews made for many videos, pauses, cancels and retries, and says what failed.

import type { PreviewOrders } from '../../core/catalogue/preview-orders.ts';
import type { PreviewStore } from '../../core/catalogue/preview-store.ts';
import {
  cancelPreviewsQuery,
  failedPreviewsAnswer,
  failedPreviewsQuery,
  pausePreviewsBody,
  previewsBody,
  previewsCancelled,
  previewsPaused,
  previewsPlan,
  previewsPlanQuery,
  previewsRetried,
  retryPreviewsBody,
} from '../../core/contract/preview-work.ts';
import { NotFoundError } from '../../core/errors.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { PreviewPlanner } from '../library/preview-planner.ts';

interface PreviewJobParts {
  readonly previews: PreviewStore;
  readonly orders: PreviewOrders;
  readonly planner: PreviewPlanner;
}

const path = '/api/dashboard/previews';

/** Orders to the workers, and what came of them. */
export function previewJobRoutes(parts: PreviewJobParts): readonly Route[] {
  return [...orderRoutes(parts), ...failureRoutes(parts), pauseRoute(parts)];
}

function orderRoutes({ orders, planner }: PreviewJobParts): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: `${path}/plan`,
      summary: 'How many videos and previews an order means',
      query: previewsPlanQuery,
      answer: previewsPlan,
      handle: async ({ query, signal }) => await planner.count(query, signal),
    }),
    defineRoute({
      method: 'post',
      path,
      summary: 'Has previews made, of all videos or of those that a search finds',
      body: previewsBody,
      answer: previewsPlan,
      handle: async ({ body }) => await planner.queue(body),
    }),
    defineRoute({
      method: 'delete',
      path,
      summary: 'Cancels what is queued and what is being made, of the given kinds',
      query: cancelPreviewsQuery,
      answer: previewsCancelled,
      handle: async ({ query }) => ({ cancelled: await orders.cancel(query.kinds) }),
    }),
  ];
}

function failureRoutes({ previews, orders }: PreviewJobParts): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path,
      summary: 'Previews that could not be made, with the reason, the latest first',
      query: failedPreviewsQuery,
      answer: failedPreviewsAnswer,
      handle: async ({ query: { page, limit } }) => ({
        items: await previews.failures({ offset: (page - 1) * limit, limit }),
        total: await previews.countFailures(),
      }),
    }),
    defineRoute({
      method: 'post',
      path: `${path}/retry`,
      summary: 'Tries a failed preview again, or all of the given kinds',
      body: retryPreviewsBody,
      answer: previewsRetried,
      handle: async ({ body }) => {
        if ('kinds' in body) return { retried: await orders.retryAll(body.kinds) };
        if (await orders.retry(body)) return { retried: 1 };
        throw new NotFoundError(`The ${body.kind} of ${body.hash} did not fail.`);
      },
    }),
  ];
}

function pauseRoute({ orders }: PreviewJobParts): Route {
  return defineRoute({
    method: 'patch',
    path,
    summary: 'Pauses the making of previews by all workers, over restarts, or lets them go on',
    body: pausePreviewsBody,
    answer: previewsPaused,
    handle: async ({ body: { isPaused } }) => {
      await (isPaused ? orders.pause() : orders.resume());
      return { isPaused };
    },
  });
}
