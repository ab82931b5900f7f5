// The kinds of preview in words, and how far each is. Pure.

import type { DashboardStatus } from '../../../core/contract/dashboard.ts';
import type { PreviewKind } from '../../../core/contract/video.ts';
import { formatCount } from '../../lib/format.ts';

export const previewWords: Readonly<
  Record<PreviewKind, { readonly name: string; readonly about: string }>
> = {
  poster: { name: 'Posters', about: 'The picture of each video' },
  previewThumbnails: { name: 'Stills', about: 'Five pictures from each video' },
  seekThumbnails: { name: 'Seek thumbnails', about: 'The small pictures along the seek bar' },
  teaserSmall: { name: 'Small teasers', about: 'What plays when the pointer rests on a card' },
  teaserLarge: { name: 'Large teasers', about: 'The same in 720p, for other players and pages' },
};

/** How many of a kind there are in each state. */
export type PreviewCounts = Omit<DashboardStatus['previews'][PreviewKind], 'bytes'>;

const parts = ['ready', 'running', 'queued', 'failed', 'missing'] as const;
const partWords = {
  ready: 'ready',
  running: 'in the making',
  queued: 'queued',
  failed: 'failed',
  missing: 'not made',
} as const satisfies Record<keyof PreviewCounts, string>;

/** `1,200 ready`, `3 in the making`, `9 failed`: what is zero is left out, but for what is ready. */
export function previewFacts(counts: PreviewCounts, locale?: string): readonly string[] {
  return parts
    .filter((part) => part === 'ready' || counts[part] > 0)
    .map((part) => `${formatCount(counts[part], locale)} ${partWords[part]}`);
}

/** Shares of all videos, 0 to 1; all 0 when there are none. */
export function previewRatios(counts: PreviewCounts): {
  readonly ready: number;
  readonly failed: number;
} {
  const total = parts.reduce((sum, part) => sum + counts[part], 0);
  return total === 0
    ? { ready: 0, failed: 0 }
    : { ready: counts.ready / total, failed: counts.failed / total };
}
