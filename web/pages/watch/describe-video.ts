// A video in words for its page. Pure.

import type { VideoDetail } from '../../../core/contract/video.ts';
import {
  formatAgo,
  formatCountOf,
  formatDuration,
  formatReleased,
  formatResolution,
  formatSize,
} from '../../lib/format.ts';

/** The facts under the title: what is not known is left out. */
export function headline(video: VideoDetail, locale?: string): readonly string[] {
  return [
    video.releasedOn === null ? '' : formatReleased(video.releasedOn, locale),
    formatDuration(video.durationS),
    formatResolution(video.width, video.height),
    video.isHdr ? 'HDR' : '',
    formatSize(video.sizeBytes, locale),
  ].filter((fact) => fact !== '');
}

const viewsNoun = { one: 'view', other: 'views' } as const;

/** `Not watched yet`, or `3 views, last 2 days ago`. */
export function describeViews(
  { views, atMs }: { readonly views: number; readonly atMs: number | undefined },
  nowMs: number,
  locale?: string,
): string {
  if (views === 0) return 'Not watched yet';
  const count = formatCountOf(views, viewsNoun, locale);
  if (atMs === undefined) return count;
  return `${count}, last ${formatAgo(new Date(atMs).toISOString(), nowMs, locale)}`;
}

/** Bits a second as `2.4 Mbit/s`. */
export function formatBitrate(bitrate: number, locale?: string): string {
  const isLarge = bitrate >= 999_500;
  const value = bitrate / (isLarge ? 1e6 : 1e3);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: value < 10 ? 1 : 0 });
  return `${number.format(value)} ${isLarge ? 'Mbit/s' : 'kbit/s'}`;
}

/** Frames a second as `23.976`. */
export function formatFps(fps: number, locale?: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(fps);
}
