// Chapters on the seek bar and in the list.

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

/** Gives an element the chapters as a text track, which is where media-chrome looks for them. */
export function addChapterTrack(element: HTMLVideoElement, chapters: readonly Chapter[]): void {
  if (chapters.length === 0) return;
  const track = element.addTextTrack('chapters');
  chapters.forEach((chapter, index) => {
    track.addCue(new VTTCue(chapter.startS, chapter.endS, chapterTitle(chapter, index)));
  });
}
