// The subtitles of a playing video: which there are, which are shown, and what they say at this moment.

import type { Subtitles } from '../../../core/contract/subtitles.ts';
import { ApiError, isAbort } from '../../lib/api-error.ts';
import { fetchSubtitles, fetchSubtitleText } from '../../lib/api.ts';
import { toast } from '../../lib/toast.ts';

/** Made once for a player. */
export class SubtitleDisplay {
  all = $state.raw<readonly Subtitles[]>([]);
  /** Tracks that are pictures, which browsers cannot show. */
  pictureTracks = $state(0);
  shown = $state.raw<Subtitles | undefined>();
  isLoading = $state(false);
  /** What is said now. */
  cues = $state.raw<readonly VTTCue[]>([]);

  readonly #hash: string;
  #element: HTMLVideoElement | undefined;
  #loading = new AbortController();
  #track: HTMLTrackElement | undefined;
  #isNative = false;

  constructor(hash: string) {
    this.#hash = hash;
  }

  /** Accompanies a media element, and asks once what subtitles there are. */
  attach(element: HTMLVideoElement, signal: AbortSignal): Promise<void> {
    this.#element = element;
    const showNatively = (isNative: boolean) => () => {
      this.#isNative = isNative;
      this.#setMode();
    };
    // On iPhones the full screen is the system's, which shows nothing but its own subtitles.
    element.addEventListener('webkitbeginfullscreen', showNatively(true), { signal });
    element.addEventListener('webkitendfullscreen', showNatively(false), { signal });
    signal.addEventListener('abort', () => {
      this.show(undefined);
      this.#element = undefined;
    });
    return this.#list(signal);
  }

  /** Shows these instead of what is shown. They are fetched apart from the video, which plays on meanwhile. */
  show(subtitles: Subtitles | undefined): void {
    this.#loading.abort();
    this.#loading = new AbortController();
    this.#drop();
    this.shown = subtitles;
    this.isLoading = subtitles !== undefined;
    if (subtitles !== undefined) void this.#load(subtitles, this.#loading.signal);
  }

  async #list(signal: AbortSignal): Promise<void> {
    try {
      const { subtitles, pictureTracks } = await fetchSubtitles(this.#hash, signal);
      this.all = subtitles;
      this.pictureTracks = pictureTracks;
    } catch {
      // The video plays without; what is wrong with the server it says itself.
    }
  }

  async #load(subtitles: Subtitles, signal: AbortSignal): Promise<void> {
    try {
      const text = await fetchPatiently(subtitles.url, signal);
      this.#add(subtitles, text);
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      this.shown = undefined;
      toast.error(error instanceof Error ? error.message : 'The subtitles cannot be read.');
    }
    if (!signal.aborted) this.isLoading = false;
  }

  #add({ label, language }: Subtitles, text: string): void {
    const element = this.#element;
    if (element === undefined) return;
    const track = document.createElement('track');
    track.kind = 'subtitles';
    track.label = label;
    track.srclang = language ?? '';
    // A track that is still loading would keep the video from beginning.
    track.src = URL.createObjectURL(new Blob([text], { type: 'text/vtt' }));
    const follow = () => (this.cues = cuesOf(track.track));
    track.addEventListener('load', follow);
    track.track.addEventListener('cuechange', follow);
    this.#track = track;
    element.append(track);
    this.#setMode();
  }

  #setMode(): void {
    if (this.#track !== undefined) this.#track.track.mode = this.#isNative ? 'showing' : 'hidden';
  }

  #drop(): void {
    this.cues = [];
    if (this.#track === undefined) return;
    this.#track.track.mode = 'disabled';
    this.#track.remove();
    URL.revokeObjectURL(this.#track.src);
    this.#track = undefined;
  }
}

/** Asks until the server has read the whole video for them. */
async function fetchPatiently(url: string, signal: AbortSignal): Promise<string> {
  for (;;) {
    try {
      return await fetchSubtitleText(url, signal);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'subtitles_coming') throw error;
      const { retryAfterS = 1 } = error;
      await new Promise((resolve) => setTimeout(resolve, retryAfterS * 1000));
    }
  }
}

function cuesOf({ activeCues }: TextTrack): readonly VTTCue[] {
  return Array.from(activeCues ?? []).filter((cue) => cue instanceof VTTCue);
}
