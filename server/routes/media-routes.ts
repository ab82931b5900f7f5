// `GET /api/media/get-…/{hash}`: where a preview is, or that it will be made.

import { z } from 'zod';
import type { Preview, PreviewStore } from '../../core/catalogue/preview-store.ts';
import { mediaAnswer, mediaQuery } from '../../core/contract/media.ts';
import { previewRoutes } from '../../core/contract/routes.ts';
import { previewKinds, videoHash } from '../../core/contract/video.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { PreviewUses } from '../library/preview-uses.ts';
import type { VisibleVideos } from '../library/visible-videos.ts';
import { awaitPreview, pendingAnswer, readyAnswer } from './awaited-preview.ts';

interface MediaRouteParts {
  readonly visible: VisibleVideos;
  readonly previews: PreviewStore;
  readonly previewUses: PreviewUses;
}

/** One route a kind. A preview that is not there yet is put at the head of the queue. */
export function mediaRoutes(parts: MediaRouteParts): readonly Route[] {
  const { visible, previews, previewUses } = parts;
  return previewKinds.map((kind) =>
    defineRoute({
      method: 'get',
      path: `/api/media/${previewRoutes[kind]}/{hash}`,
      summary: `The ${kind} of a video: 200 when it is ready, otherwise 202 with its state`,
      params: z.object({ hash: videoHash }),
      query: mediaQuery,
      answer: mediaAnswer,
      handle: async ({ params, query: { wait }, ctx, signal }) => {
        const { hash } = await visible.get(params.hash);
        if (!isSettled(await previews.find(hash, kind)))
          await previews.request({ hash, kind, priority: wait > 0 ? 'waiting' : 'visible' });
        const wanted = { hash, kind, waitS: wait, signal };
        const preview = await awaitPreview(previews, wanted, isSettled);
        if (isThere(preview)) {
          previewUses.note({ hash, kind });
          return readyAnswer(hash, kind, preview);
        }
        ctx.status = 202;
        return pendingAnswer(hash, kind, preview);
      },
    }),
  );
}

/** While it is made again, the one before is still there. */
function isThere(preview: Preview | undefined): preview is Preview {
  return preview !== undefined && preview.files.length > 0;
}

function isSettled(preview: Preview | undefined): boolean {
  return preview?.state === 'failed' || isThere(preview);
}
