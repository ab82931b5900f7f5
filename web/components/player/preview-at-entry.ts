// The seek bar's picture from the moment at which the pointer comes to the bar.

import { MediaUIEvents } from 'media-chrome/dist/constants.js';
import type MediaTimeRange from 'media-chrome/dist/media-time-range.js';

/**
 * media-chrome asks for a picture when the pointer has moved by a second, counted from where it left the bar; so there was
 * none for a pointer that came back. An attachment of the seek bar.
 */
export function previewAtEntry(range: MediaTimeRange): () => void {
  const ask = ({ clientX }: PointerEvent) => {
    const { left, width } = range.range.getBoundingClientRect();
    const ratio = Math.min(1, Math.max(0, (clientX - left) / width));
    const detail = ratio * (range.mediaSeekableEnd ?? 0);
    const options = { bubbles: true, composed: true, detail };
    range.dispatchEvent(new CustomEvent(MediaUIEvents.MEDIA_PREVIEW_REQUEST, options));
  };
  range.addEventListener('pointerenter', ask);
  return () => range.removeEventListener('pointerenter', ask);
}
