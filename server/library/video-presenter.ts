// Turns catalogue videos into what the API shows of them, with what the person did and which previews are ready.

import { basename } from 'node:path';
import type { FavouriteStore } from '../../core/catalogue/favourite-store.ts';
import type { PosterChoiceStore } from '../../core/catalogue/poster-choice-store.ts';
import type { Preview, PreviewStore } from '../../core/catalogue/preview-store.ts';
import type { VideoFileRow } from '../../core/catalogue/video-store.ts';
import type { ListedVideo, Video } from '../../core/catalogue/video.ts';
import type { ViewStore } from '../../core/catalogue/view-store.ts';
import { routes } from '../../core/contract/routes.ts';
import {
  type PreviewKind,
  type PreviewState,
  type VideoDetail,
  type VideoFile,
  type VideoSummary,
} from '../../core/contract/video.ts';
import { sizedAddresses } from './media-address.ts';

/** Of a video in a list no others are shown. */
const listedPreviews: readonly PreviewKind[] = ['poster', 'teaserSmall'];

interface PresenterStores {
  readonly favourites: FavouriteStore;
  readonly views: ViewStore;
  readonly previews: PreviewStore;
  readonly posterChoices: PosterChoiceStore;
}

/** What is shown of a video beside its own row. */
interface Surroundings {
  readonly isFavourite: boolean;
  readonly positionS: number | undefined;
  readonly previews: readonly Preview[];
}

/** Presents videos; a list costs three reads by key, however long it is. */
export class VideoPresenter {
  readonly #stores: PresenterStores;

  constructor(stores: PresenterStores) {
    this.#stores = stores;
  }

  /** Videos in their order. */
  async summaries(videos: readonly ListedVideo[]): Promise<VideoSummary[]> {
    const hashes = videos.map((video) => video.hash);
    const favourites = await this.#stores.favourites.among(hashes);
    const positions = await this.#stores.views.positions(hashes);
    const previews = await this.#stores.previews.ofVideos(hashes, listedPreviews);
    return videos.map((video) =>
      toSummary(video, {
        isFavourite: favourites.has(video.hash),
        positionS: positions.get(video.hash),
        previews: previews.get(video.hash) ?? [],
      }),
    );
  }

  async summary(video: Video): Promise<VideoSummary> {
    return toSummary(video, await this.#surroundings(video.hash));
  }

  /** @param files its copies, the one that is played first */
  async detail(video: Video, files: readonly VideoFileRow[]): Promise<VideoDetail> {
    const surroundings = await this.#surroundings(video.hash);
    const { views, lastViewedMs } = await this.#stores.views.summary(video.hash);
    return {
      ...toSummary(video, surroundings),
      filename: basename(files[0]?.path ?? ''),
      files: files.map(toFile),
      line: video.line ?? null,
      description: video.description ?? null,
      container: video.container,
      videoCodec: video.videoCodec,
      audioCodec: video.audioCodec ?? null,
      fps: video.fps ?? null,
      bitrate: video.bitrate ?? null,
      isHdr: video.isHdr,
      bitDepth: video.bitDepth ?? null,
      tracks: [...video.tracks],
      chapters: [...video.chapters],
      provenance: video.provenance,
      metadata: video.metadata,
      views,
      lastViewedAt: lastViewedMs === undefined ? null : new Date(lastViewedMs).toISOString(),
      previews: previewStates(surroundings.previews),
      posterSource: await this.#stores.posterChoices.sourceOf(video.hash),
    };
  }

  async #surroundings(hash: string): Promise<Surroundings> {
    const { favourites, views, previews } = this.#stores;
    const positions = await views.positions([hash]);
    return {
      isFavourite: await favourites.has(hash),
      positionS: positions.get(hash),
      previews: await previews.ofVideo(hash),
    };
  }
}

function toSummary(
  video: ListedVideo,
  { isFavourite, positionS, previews }: Surroundings,
): VideoSummary {
  const previewOf = (kind: PreviewKind) => previews.find((preview) => preview.kind === kind);
  const posters = sizedAddresses(previewOf('poster'));
  return {
    hash: video.hash,
    title: video.title,
    performers: [...video.performers],
    studio: video.studio ?? null,
    collection: video.collection,
    categories: [...video.categories],
    tags: [...video.tags],
    releasedOn: video.releasedOn ?? video.releasedYear?.toString() ?? null,
    addedAt: new Date(video.addedMs).toISOString(),
    durationS: video.durationS ?? null,
    width: video.width,
    height: video.height,
    sizeBytes: video.sizeBytes,
    playability: video.playability,
    isFavourite,
    positionS: positionS ?? null,
    posterUrl: posters[0]?.url ?? null,
    posters: [...posters],
    teaserUrl: sizedAddresses(previewOf('teaserSmall'))[0]?.url ?? null,
    streamUrl: routes.video(video.hash),
  };
}

function toFile(file: VideoFileRow): VideoFile {
  return {
    path: file.path,
    collection: file.collection,
    sizeBytes: file.sizeBytes,
    modifiedAt: new Date(file.mtimeMs).toISOString(),
    isMissing: file.isMissing,
  };
}

function previewStates(previews: readonly Preview[]): Record<PreviewKind, PreviewState> {
  const stateOf = (kind: PreviewKind) =>
    previews.find((preview) => preview.kind === kind)?.state ?? 'missing';
  return {
    poster: stateOf('poster'),
    previewThumbnails: stateOf('previewThumbnails'),
    seekThumbnails: stateOf('seekThumbnails'),
    teaserSmall: stateOf('teaserSmall'),
    teaserLarge: stateOf('teaserLarge'),
  };
}
