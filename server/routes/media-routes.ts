// `GET /api/media/get-…/{hash}`: where a preview is, or that it will be made.

import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Preview, PreviewStore } from '../../core/catalogue/preview-store.ts';
import { mediaAnswer, mediaQuery, type MediaAnswer } from '../../core/contract/media.ts';
import { previewRoutes } from '../../core/contract/routes.ts';
import { previewKinds, videoHash, type PreviewKind } from '../../core/contract/video.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { mediaAddress } from '../library/media-address.ts';
import type { VisibleVideos } from '../library/visible-videos.ts';

/** How often a request that waits looks whether the worker is done. */
const POLL_MS = 100;

interface MediaRouteParts {
  readonly visible: VisibleVideos;
  readonly previews: PreviewStore;
}

/** One route a kind. A preview that is not there yet is put at the head of the queue. */
export function mediaRoutes({ visible, previews }: MediaRouteParts): readonly Route[] {
  return previewKinds.map((kind) =>
    defineRoute({
      method: 'get',
      path: `/api/media/${previewRoutes[kind]}/{hash}`,
      summary: `The ${kind} of a video: 200 when it is ready, otherwise 202 with its state`,
      params: z.object({ hash: videoHash }),
      query: mediaQuery,
      answer: mediaAnswer,
      handle: async ({ params, query, ctx, signal }) => {
        const { hash } = await visible.get(params.hash);
        const preview = await settledPreview(previews, { hash, kind, waitS: query.wait, signal });
        if (!isThere(preview)) ctx.status = 202;
        return toAnswer(hash, kind, preview);
      },
    }),
  );
}

interface Wanted {
  readonly hash: string;
  readonly kind: PreviewKind;
  readonly waitS: number;
  readonly signal: AbortSignal;
}

async function settledPreview(
  previews: PreviewStore,
  wanted: Wanted,
): Promise<Preview | undefined> {
  const { hash, kind, waitS, signal } = wanted;
  const untilMs = Date.now() + waitS * 1000;
  const known = await previews.find(hash, kind);
  if (isSettled(known)) return known;
  await previews.request({ hash, kind, priority: waitS > 0 ? 'waiting' : 'visible' });
  for (;;) {
    const preview = await previews.find(hash, kind);
    if (isSettled(preview) || Date.now() >= untilMs) return preview;
    await delay(POLL_MS, undefined, { signal });
  }
}

/** While it is made again, the one before is still there. */
function isThere(preview: Preview | undefined): boolean {
  return preview !== undefined && preview.files.length > 0;
}

function isSettled(preview: Preview | undefined): boolean {
  return isThere(preview) || preview?.state === 'failed';
}

function toAnswer(hash: string, kind: PreviewKind, preview: Preview | undefined): MediaAnswer {
  if (preview === undefined || !isThere(preview)) {
    const { state = 'queued', error = null } = preview ?? {};
    return { hash, kind, state, urls: [], files: [], error };
  }
  const files = preview.files.map((file) => ({
    url: mediaAddress(preview, file),
    mediaType: file.mediaType,
    width: file.width,
    height: file.height,
    sizeBytes: file.sizeBytes,
  }));
  return { hash, kind, state: 'ready', urls: files.map((file) => file.url), files, error: null };
}
