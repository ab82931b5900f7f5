// The videos that are like one video, loaded a page at a time.

import type { SimilarVideosAnswer } from '../../core/contract/search.ts';
import { fetchSimilarVideos } from '../lib/api.ts';
import { Resource } from './resource.svelte.ts';

const pageLimit = 12;

export type SimilarVideo = SimilarVideosAnswer['videos'][number];

export class SimilarVideos {
  /** All that was loaded so far, most alike first. */
  readonly found: Resource<SimilarVideosAnswer>;
  #wanted: 'first' | 'more' = 'first';

  constructor(hash: string) {
    this.found = new Resource(async (signal) => {
      const before = this.#wanted === 'more' ? this.#loaded() : [];
      const options = { startFrom: before.length, limit: pageLimit, signal };
      const answer = await fetchSimilarVideos(hash, options);
      return { ...answer, videos: withoutRepeats([...before, ...answer.videos]) };
    });
  }

  get hasMore(): boolean {
    return this.#loaded().length < (this.found.data?.total ?? 0);
  }

  async load(): Promise<void> {
    this.#wanted = 'first';
    await this.found.load();
  }

  async loadMore(): Promise<void> {
    this.#wanted = 'more';
    await this.found.load();
  }

  #loaded(): readonly SimilarVideo[] {
    return this.found.data?.videos ?? [];
  }
}

/** The order may have changed between two pages: then a video comes twice. */
function withoutRepeats(videos: readonly SimilarVideo[]): SimilarVideo[] {
  return [...new Map(videos.map((one) => [one.video.hash, one])).values()];
}
