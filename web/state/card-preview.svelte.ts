// Whether a card shows its moving preview: while a person means to see it.

import type { VideoSummary } from '../../core/contract/video.ts';
import { followPreviewIntent } from '../lib/preview-intent.ts';

/** The preview of one card. */
export class CardPreview {
  isShown = $state(false);
  readonly #video: () => Pick<VideoSummary, 'teaserUrl'>;

  constructor(video: () => Pick<VideoSummary, 'teaserUrl'>) {
    this.#video = video;
  }

  /** To be attached to the card. Where there is no teaser yet it waits longer: showing it has one made. */
  readonly follow = (element: HTMLElement): (() => void) =>
    followPreviewIntent(element, {
      restMs: this.#video().teaserUrl === null ? 300 : 120,
      onstart: () => (this.isShown = true),
      onstop: () => (this.isShown = false),
    });
}
