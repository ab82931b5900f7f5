// The videos that are like one video, loaded a page at a time, by what the person wants them likened.

import type { SimilarVideosAnswer } from '../../../core/contract/search.ts';
import { fetchSimilarVideos } from '../../lib/api.ts';
import { Resource } from '../../state/resource.svelte.ts';
import {
  defaultPreferences,
  readSimilarPreferences,
  storeSimilarPreferences,
  toSimilarQuery,
  type SimilarPreferences,
} from './similar-preferences.ts';

const pageLimit = 12;
/** The most that one request may ask for. */
const maxLimit = 200;
/** A slider that is being dragged reports more often than a list can be read. */
const pauseMs = 60;

export type SimilarVideo = SimilarVideosAnswer['videos'][number];

/** Made once, by the page's state. */
export class SimilarVideos {
  /** All that was loaded so far, most alike first. */
  readonly found: Resource<SimilarVideosAnswer>;
  #preferences = $state.raw<SimilarPreferences>(defaultPreferences);
  #wanted: 'first' | 'more' = 'first';
  #changeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(hash: string) {
    this.#preferences = readSimilarPreferences();
    this.found = new Resource(async (signal) => {
      const loaded = this.#loaded();
      const before = this.#wanted === 'more' ? loaded : [];
      const limit = this.#wanted === 'more' ? pageLimit : Math.max(pageLimit, loaded.length);
      const query = toSimilarQuery(this.#preferences);
      const range = { startFrom: before.length, limit: Math.min(limit, maxLimit) };
      const answer = await fetchSimilarVideos(hash, { ...range, query, signal });
      return { ...answer, videos: withoutRepeats([...before, ...answer.videos]) };
    });
  }

  get preferences(): SimilarPreferences {
    return this.#preferences;
  }

  get hasMore(): boolean {
    return this.#loaded().length < (this.found.data?.total ?? 0);
  }

  async load(): Promise<void> {
    clearTimeout(this.#changeTimer);
    this.#wanted = 'first';
    await this.found.load();
  }

  async loadMore(): Promise<void> {
    this.#wanted = 'more';
    await this.found.load();
  }

  /** Remembers a choice and likens anew, as many videos as are listed: the page keeps its height. */
  choose(preferences: SimilarPreferences): void {
    this.#preferences = preferences;
    storeSimilarPreferences(preferences);
    clearTimeout(this.#changeTimer);
    this.#changeTimer = setTimeout(() => void this.load(), pauseMs);
  }

  /** Ends what is under way. */
  stop(): void {
    clearTimeout(this.#changeTimer);
    this.found.stop();
  }

  #loaded(): readonly SimilarVideo[] {
    return this.found.data?.videos ?? [];
  }
}

/** The order may have changed between two pages: then a video comes twice. */
function withoutRepeats(videos: readonly SimilarVideo[]): SimilarVideo[] {
  return [...new Map(videos.map((one) => [one.video.hash, one])).values()];
}
