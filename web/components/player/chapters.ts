// Chapters in words and in time. Pure.

import type { Chapter } from '../../../core/contract/video.ts';

/** `Opening`, or `Chapter 3` for one without a title. */
export function chapterTitle(chapter: Chapter, index: number): string {
  const title = chapter.title?.trim() ?? '';
  return title === '' ? `Chapter ${index + 1}` : title;
}

/** The chapter that plays at a position, or -1 before the first. */
export function chapterAt(chapters: readonly Chapter[], positionS: number): number {
  return chapters.findLastIndex(({ startS }) => startS <= positionS);
}
