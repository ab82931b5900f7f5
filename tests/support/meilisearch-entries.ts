// Made-up videos as the outbox hands them out, for tests of the search index. Pure: the same number gives the same video.

import { createHash } from 'node:crypto';
import type { OutboxEntry } from '../../core/catalogue/outbox-store.ts';
import type { Video } from '../../core/catalogue/video.ts';
import { madeUpVideo } from './made-up-video.ts';

/** The hash of the n-th made-up video. */
export function hashOf(n: number): string {
  return createHash('sha256').update(`video ${n}`).digest('hex').slice(0, 16);
}

/** What a test says of a video; everything else is made up. */
export interface EntryOptions {
  readonly video?: Partial<Video>;
  readonly views?: number;
  readonly lastViewedMs?: number;
  readonly isFavourite?: boolean;
}

/** The n-th made-up video. */
export function entryOf(
  n: number,
  options: EntryOptions = {},
): OutboxEntry & { readonly video: Video } {
  return {
    video: { ...plainVideo(n), ...options.video },
    views: options.views ?? 0,
    lastViewedMs: options.lastViewedMs,
    isFavourite: options.isFavourite ?? false,
    readyPreviews: [],
  };
}

function plainVideo(n: number): Video {
  return {
    ...madeUpVideo({
      hash: hashOf(n),
      title: `Video ${n}`,
      performers: [],
      studio: undefined,
      tags: [],
      pathWords: ['video', String(n)],
      releasedOn: undefined,
      releasedYear: undefined,
      provenance: {},
      durationS: 60 + n,
      sizeBytes: 1_000_000 + n,
    }),
    isPresent: true,
    addedMs: 1_700_000_000_000 + n * 1000,
    rev: 1,
  };
}
