// Chapters on the seek bar.

import type { Chapter } from '../../../core/contract/video.ts';
import { chapterTitle } from './chapters.ts';

/** Gives an element the chapters as a text track, which is where media-chrome looks for them. */
export function addChapterTrack(element: HTMLVideoElement, chapters: readonly Chapter[]): void {
  if (chapters.length === 0) return;
  const track = element.addTextTrack('chapters');
  chapters.forEach((chapter, index) => {
    const text = escapeCueText(chapterTitle(chapter, index));
    track.addCue(new VTTCue(chapter.startS, chapter.endS, text));
  });
}

/** Cue text is markup: https://www.w3.org/TR/webvtt1/#webvtt-cue-text-span */
function escapeCueText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
