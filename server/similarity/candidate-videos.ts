// The videos that one request looks at, some of them several times: each is read, and judged by the request's filter, once.

import type { VideoStore } from '../../core/catalogue/video-store.ts';
import type { ListedVideo } from '../../core/catalogue/video.ts';
import type { VideoFilter } from '../../meili/condition.ts';

/** Videos by hash, for the length of a request. */
export class CandidateVideos {
  readonly #videos: VideoStore;
  readonly #filter: VideoFilter;
  readonly #read = new Map<string, ListedVideo | undefined>();
  readonly #passing = new Map<string, boolean>();

  constructor(videos: VideoStore, filter: VideoFilter) {
    this.#videos = videos;
    this.#filter = filter;
  }

  /** Those of `hashes` that the catalogue has, in their order. */
  async known(hashes: readonly string[]): Promise<readonly ListedVideo[]> {
    const unread = hashes.filter((hash) => !this.#read.has(hash));
    for (const hash of unread) this.#read.set(hash, undefined);
    for (const video of await this.#videos.findMany(unread)) this.#read.set(video.hash, video);
    return hashes.flatMap((hash) => this.#read.get(hash) ?? []);
  }

  /** Those of `hashes` whose file is there and that pass the filter, in their order. */
  async passing(hashes: readonly string[]): Promise<readonly ListedVideo[]> {
    return (await this.known(hashes)).filter((video) => this.#passes(video));
  }

  #passes(video: ListedVideo): boolean {
    let passes = this.#passing.get(video.hash);
    if (passes === undefined) {
      passes = video.isPresent && this.#filter.matches(video);
      this.#passing.set(video.hash, passes);
    }
    return passes;
  }
}
