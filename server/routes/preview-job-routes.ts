// `/api/dashboard/previews`: has previews made for many videos, and says which could not be.

import type { PreviewStore } from '../../core/catalogue/preview-store.ts';
import type { VideoStore } from '../../core/catalogue/video-store.ts';
import {
  failedPreviewsAnswer,
  previewsBody,
  previewsQueued,
} from '../../core/contract/dashboard.ts';
import { pageLimitMax, searchQuery } from '../../core/contract/search.ts';
import type { VideoIndex } from '../../meili/video-index.ts';
import { defineRoute, type Route } from '../http/route.ts';

const SHOWN_FAILURES = 200;
/** Videos asked for in one transaction: bounds how long other writers wait. */
const BATCH_VIDEOS = 500;

interface PreviewJobParts {
  readonly previews: PreviewStore;
  readonly videos: VideoStore;
  readonly index: VideoIndex;
}

/** Queues previews for all videos, or those that a search finds, and lists failures. */
export function previewJobRoutes({ previews, videos, index }: PreviewJobParts): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/dashboard/previews',
      summary: 'Previews that could not be made, with the reason',
      answer: failedPreviewsAnswer,
      handle: async () => ({ items: await previews.failures(SHOWN_FAILURES) }),
    }),
    defineRoute({
      method: 'post',
      path: '/api/dashboard/previews',
      summary: 'Has previews made, of all videos or of those that a search finds',
      body: previewsBody,
      answer: previewsQueued,
      handle: async ({ body, signal }) => {
        const { kinds, query, limit = Number.POSITIVE_INFINITY, redo } = body;
        if (body.retryFailed) return { queued: await previews.retryFailed(kinds) };
        const pages =
          query === undefined
            ? videos.presentHashes(BATCH_VIDEOS)
            : foundHashes(index, query, signal);
        let queued = 0;
        let left = limit;
        for await (const page of pages) {
          const hashes = page.slice(0, left);
          const requests = hashes.flatMap((hash) =>
            kinds.map((kind) => ({ hash, kind, priority: 'backlog' as const })),
          );
          queued += await previews.requestMany(requests, redo);
          left -= hashes.length;
          if (left <= 0) break;
        }
        return { queued };
      },
    }),
  ];
}

async function* foundHashes(
  index: VideoIndex,
  text: string,
  signal: AbortSignal,
): AsyncGenerator<readonly string[], void, void> {
  for (let page = 1; ; page += 1) {
    const query = searchQuery.parse({ q: text, sort: 'added', page, limit: pageLimitMax });
    const { hashes } = await index.search({ query }, signal);
    if (hashes.length === 0) return;
    yield hashes;
  }
}
