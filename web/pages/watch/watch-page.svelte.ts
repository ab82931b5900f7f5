// The state of the watch page: the video of the address, its player, and what is like it.

import type { VideoDetail } from '../../../core/contract/video.ts';
import { Player } from '../../components/player/player.svelte.ts';
import { SeekThumbnails } from '../../components/player/seek-thumbnails.svelte.ts';
import { startPosition } from '../../components/player/start-position.ts';
import { ApiError } from '../../lib/api-error.ts';
import { fetchVideo } from '../../lib/api.ts';
import { Resource } from '../../state/resource.svelte.ts';
import { SimilarVideos } from './similar-videos.svelte.ts';

const hashPattern = /^[0-9a-f]{16}$/;

/** Made once, by the page's component. */
export class WatchPage {
  readonly video: Resource<VideoDetail>;
  readonly similar: SimilarVideos;
  readonly thumbnails: SeekThumbnails;
  /** Made of the first answer; a newer one does not disturb it. */
  player = $state.raw<Player | undefined>();
  /** What the server counted since the page was opened. */
  viewed = $state.raw<{ readonly views: number; readonly atMs: number } | undefined>();

  readonly #hash: string;

  /** @param query of the address: `v` the hash, `t` seconds to start at */
  constructor(query: URLSearchParams) {
    this.#hash = query.get('v') ?? '';
    this.similar = new SimilarVideos(this.#hash);
    this.thumbnails = new SeekThumbnails(this.#hash);
    this.video = new Resource(async (signal) => {
      if (!hashPattern.test(this.#hash)) throw notFound();
      const video = await fetchVideo(this.#hash, signal);
      this.player ??= this.#makePlayer(video, query.get('t'));
      return video;
    });
  }

  /** Hidden by a filter, never there, or not even a hash: all the same to a visitor. */
  get isNotFound(): boolean {
    return this.video.error?.status === 404 || this.video.error?.status === 400;
  }

  /** Loads the video. Returns what ends it. */
  start(): () => void {
    void this.video.load();
    return () => this.video.stop();
  }

  /** Asks again what is known of the video and what is like it: either may be hidden by now. */
  reload(): void {
    void this.video.load();
    if (this.player !== undefined) void this.similar.load();
  }

  /** Loads what goes with the video, once there is one. Returns what ends it. */
  accompany(player: Player): () => void {
    void this.similar.load();
    const stopThumbnails = player.problem === undefined ? this.thumbnails.start() : undefined;
    return () => {
      stopThumbnails?.();
      this.similar.stop();
    };
  }

  #makePlayer(video: VideoDetail, asked: string | null): Player {
    const probe = document.createElement('video');
    return new Player({
      video,
      start: startPosition({ asked, positionS: video.positionS, durationS: video.durationS }),
      canPlayType: (type) => probe.canPlayType(type),
      onviews: (views) => (this.viewed = { views, atMs: Date.now() }),
    });
  }
}

function notFound(): ApiError {
  return new ApiError('There is no such video.', { status: 404, code: 'not_found' });
}
