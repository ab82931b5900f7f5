// Videos as a visitor may see them: a hidden one does not exist.

import { chunksOf } from '../../core/catalogue/chunks-of.ts';
import type { VideoFileRow, VideoStore } from '../../core/catalogue/video-store.ts';
import type { ListedVideo, Video } from '../../core/catalogue/video.ts';
import { NotFoundError } from '../../core/errors.ts';
import type { SiteFilter } from './site-filter.ts';

/** Reads videos by hash through the site's content filters. */
export class VisibleVideos {
  readonly #videos: VideoStore;
  readonly #siteFilter: SiteFilter;

  constructor(videos: VideoStore, siteFilter: SiteFilter) {
    this.#videos = videos;
    this.#siteFilter = siteFilter;
  }

  /** @throws NotFoundError when the video is unknown or hidden. One whose file is missing is found. */
  async get(hash: string): Promise<Video> {
    const video = await this.#videos.find(hash);
    const siteFilter = await this.#siteFilter.current();
    if (video === undefined || !siteFilter.isVisible(video))
      throw new NotFoundError(`There is no video ${hash}.`);
    return video;
  }

  /** The copies of a visible video, the one that is played first; one that alone would be hidden is left out. */
  async files(video: Video): Promise<readonly VideoFileRow[]> {
    const siteFilter = await this.#siteFilter.current();
    const files = await this.#videos.files(video.hash);
    return files.filter(({ collection }) => siteFilter.isVisible({ ...video, collection }));
  }

  /** A page of {@link present}, and how many there are in all. */
  async page(
    hashes: readonly string[],
    { page, limit }: { readonly page: number; readonly limit: number },
  ): Promise<{ readonly videos: readonly ListedVideo[]; readonly total: number }> {
    const ofPage = <T>(all: readonly T[]) => all.slice((page - 1) * limit, page * limit);
    const { filter } = await this.#siteFilter.current();
    if (filter !== undefined) {
      const videos = await this.present(hashes);
      return { videos: ofPage(videos), total: videos.length };
    }
    // Where nothing is hidden, no video has to be read to be counted.
    const there = await this.#videos.presentAmong(hashes);
    return { videos: await this.present(ofPage(there)), total: there.length };
  }

  /** Those of `hashes` that are visible and whose file is there, in the given order. */
  async present(hashes: readonly string[]): Promise<readonly ListedVideo[]> {
    const siteFilter = await this.#siteFilter.current();
    const videos: ListedVideo[] = [];
    for (const some of chunksOf(hashes, 1000)) {
      const found = await this.#videos.findMany(some);
      videos.push(...found.filter((video) => video.isPresent && siteFilter.isVisible(video)));
    }
    return videos;
  }
}
