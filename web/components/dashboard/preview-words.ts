// The kinds of preview in words, and how far each is. Pure.

import type {
  PreviewCounts,
  PreviewsPlan,
  PreviewWork,
} from '../../../core/contract/preview-work.ts';
import type { PreviewKind } from '../../../core/contract/video.ts';
import { formatCount, formatCountOf, formatLongDuration, videosNoun } from '../../lib/format.ts';

/** In the order in which they are listed. */
export const listedKinds = [
  'poster',
  'previewThumbnails',
  'seekThumbnails',
  'teaserSmall',
  'teaserLarge',
] as const satisfies readonly PreviewKind[];

export const previewsNoun = { one: 'preview', other: 'previews' } as const;

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
type PreviewStates = Omit<PreviewCounts, 'bytes'>;

const parts = ['ready', 'running', 'queued', 'failed', 'missing'] as const;
const partWords = {
  ready: 'ready',
  running: 'in the making',
  queued: 'queued',
  failed: 'failed',
  missing: 'not made',
} as const satisfies Record<(typeof parts)[number], string>;

/** `1,200 ready`, `3 in the making`, `9 failed`: what is zero is left out, but for what is ready. */
export function previewFacts(counts: PreviewStates, locale?: string): readonly string[] {
  return parts
    .filter((part) => part === 'ready' || counts[part] > 0)
    .map((part) => `${formatCount(counts[part], locale)} ${partWords[part]}`);
}

/** How far the work is, in words and in per cent; undefined when nothing is to be done. */
export function describeWork(
  { done, failed, total, secondsLeft }: PreviewWork,
  locale?: string,
): { readonly text: string; readonly percent: number } | undefined {
  if (total === 0) return undefined;
  const facts = [
    `${formatCount(done, locale)} of ${formatCountOf(total, previewsNoun, locale)} made`,
    ...(failed === 0 ? [] : [`${formatCount(failed, locale)} failed`]),
    ...(secondsLeft === null ? [] : [`about ${formatLongDuration(secondsLeft, locale)} left`]),
  ];
  return { text: facts.join(', '), percent: Math.floor(((done + failed) / total) * 100) };
}

/** What an order means: `12 previews of 6 videos`. */
export function describePlan({ videos, previews }: PreviewsPlan, locale?: string): string {
  if (previews === 0) return 'Nothing to make: no video that this means lacks any of these.';
  return `${formatCountOf(previews, previewsNoun, locale)} of ${formatCountOf(videos, videosNoun, locale)}`;
}

/** Shares of all videos, 0 to 1; all 0 when there are none. */
export function previewRatios(counts: PreviewStates): {
  readonly ready: number;
  readonly failed: number;
} {
  const total = parts.reduce((sum, part) => sum + counts[part], 0);
  return total === 0
    ? { ready: 0, failed: 0 }
    : { ready: counts.ready / total, failed: counts.failed / total };
}
