// The pictures of the seek bar: has them made, if need be, and says where they are.

import type { MediaAnswer } from '../../../core/contract/media.ts';
import { fetchPreview } from '../../lib/api.ts';
import { Resource } from '../../state/resource.svelte.ts';

/** Seconds for which one request may wait: less than proxies allow. */
const waitS = 50;
const pauseMs = 5_000;

export class SeekThumbnails {
  readonly #hash: string;
  readonly #answer: Resource<MediaAnswer>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(hash: string) {
    this.#hash = hash;
    this.#answer = new Resource((signal) =>
      fetchPreview({ kind: 'seekThumbnails', hash: this.#hash, waitS, signal }),
    );
  }

  /** The address of the WebVTT file, or undefined until it is made. */
  get url(): string | undefined {
    const files = this.#answer.data?.files ?? [];
    return files.find((file) => file.mediaType.startsWith('text/vtt'))?.url;
  }

  /** Asks until they are made or cannot be made. Returns what ends it. */
  start(): () => void {
    this.#isStopped = false;
    void this.#ask();
    return () => {
      this.#isStopped = true;
      clearTimeout(this.#timer);
      this.#answer.stop();
    };
  }

  async #ask(): Promise<void> {
    await this.#answer.load();
    const state = this.#answer.data?.state;
    if (this.#isStopped || (state !== 'queued' && state !== 'running')) return;
    this.#timer = setTimeout(() => void this.#ask(), pauseMs);
  }
}
