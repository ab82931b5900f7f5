// Waits for a preview on behalf of a request, and says what there is of it.

import { setTimeout as delay } from 'node:timers/promises';
import type { Preview, PreviewStore } from '../../core/catalogue/preview-store.ts';
import type { MediaAnswer } from '../../core/contract/media.ts';
import type { PreviewKind } from '../../core/contract/video.ts';
import { mediaAddress } from '../library/media-address.ts';

/** How often a request that waits looks whether the worker is done. */
const POLL_MS = 100;

interface Awaited {
  readonly hash: string;
  readonly kind: PreviewKind;
  readonly waitS: number;
  readonly signal: AbortSignal;
}

/** What is known of a preview once `isEnough` of it is, or the time is over. */
export async function awaitPreview(
  previews: PreviewStore,
  { hash, kind, waitS, signal }: Awaited,
  isEnough: (preview: Preview | undefined) => boolean,
): Promise<Preview | undefined> {
  const untilMs = Date.now() + waitS * 1000;
  for (;;) {
    const preview = await previews.find(hash, kind);
    if (isEnough(preview) || Date.now() >= untilMs) return preview;
    await delay(POLL_MS, undefined, { signal });
  }
}

/** The answer for a preview with files. */
export function readyAnswer(hash: string, kind: PreviewKind, preview: Preview): MediaAnswer {
  const files = preview.files.map((file) => ({
    url: mediaAddress(preview, file),
    mediaType: file.mediaType,
    width: file.width,
    height: file.height,
    sizeBytes: file.sizeBytes,
  }));
  return { hash, kind, state: 'ready', urls: files.map((file) => file.url), files, error: null };
}

/** The answer while there are none, or not those that were asked for. */
export function pendingAnswer(
  hash: string,
  kind: PreviewKind,
  preview: Preview | undefined,
): MediaAnswer {
  const { state = 'queued', error = null } = preview ?? {};
  return { hash, kind, state, urls: [], files: [], error };
}
