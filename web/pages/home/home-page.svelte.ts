// The state of the home page: the video of the day and the rows under it.

import type { ForYouAnswer } from '../../../core/contract/for-you.ts';
import type { SearchAnswer } from '../../../core/contract/search.ts';
import type { VideoPage, VideoSummary } from '../../../core/contract/video.ts';
import {
  fetchFavourites,
  fetchForYou,
  fetchHistory,
  fetchSpotlight,
  fetchVideo,
  searchVideos,
} from '../../lib/api.ts';
import { ApiError } from '../../lib/api-error.ts';
import { randomSeed } from '../../lib/random-seed.ts';
import { isUnfinished } from '../../lib/watched-ratio.ts';
import { Resource } from '../../state/resource.svelte.ts';

const rowLimit = 24;

/** The video of the day with its description. */
export interface Spotlight {
  readonly video: VideoSummary;
  readonly description: string | null;
}

/** Made once, by the page's component. */
export class HomePage {
  readonly spotlight = new Resource<Spotlight | null>(fetchSpotlightDetail);
  readonly history = new Resource<VideoPage>((signal) => fetchHistory({ limit: 100, signal }));
  readonly recent = new Resource<SearchAnswer>((signal) =>
    searchVideos({ sort: { key: 'added', direction: 'desc' } }, { limit: rowLimit, signal }),
  );
  readonly random = new Resource<SearchAnswer>((signal) =>
    searchVideos(
      { sort: { key: 'random', direction: 'desc' }, seed: this.#seed },
      { limit: rowLimit, signal },
    ),
  );
  readonly forYou = new Resource<ForYouAnswer>((signal) => fetchForYou(rowLimit, signal));
  readonly favourites = new Resource<VideoPage>((signal) =>
    fetchFavourites({ limit: rowLimit, signal }),
  );

  readonly unfinished = $derived(
    (this.history.data?.videos ?? []).filter(isUnfinished).slice(0, rowLimit),
  );
  /** True when the library answered and holds nothing that may be seen. */
  readonly isEmpty = $derived(this.recent.data?.total === 0);
  /** True once it is known whether there is something to continue or to recommend, so that rows do not jump. */
  readonly isSettled = $derived(
    [this.history, this.forYou].every(
      ({ data, error }) => data !== undefined || error !== undefined,
    ),
  );

  #seed = randomSeed();

  /** Fetches everything anew; the random row keeps its order. */
  async load(): Promise<void> {
    const recent = this.recent.load();
    for (const row of [this.history, this.forYou, this.random, this.favourites]) void row.load();
    // An empty library has no video of the day to ask for.
    await recent;
    if (!this.isEmpty) await this.spotlight.load();
  }

  stop(): void {
    const rows = [this.recent, this.history, this.forYou, this.random, this.favourites];
    for (const resource of [this.spotlight, ...rows]) resource.stop();
  }

  /** Another random row. */
  shuffle(): void {
    this.#seed = randomSeed();
    void this.random.load();
  }
}

async function fetchSpotlightDetail(signal: AbortSignal): Promise<Spotlight | null> {
  try {
    const video = await fetchSpotlight(signal);
    const { description } = await fetchVideo(video.hash, signal);
    return { video, description };
  } catch (error) {
    // It went, or was hidden, in between.
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}
