// One video: its data, favourite mark, and what was watched of it.

import { z } from 'zod';
import type { FavouriteStore } from '../../core/catalogue/favourite-store.ts';
import type { ViewStore } from '../../core/catalogue/view-store.ts';
import {
  favouriteAnswer,
  recordViewAnswer,
  recordViewBody,
  videoDetail,
  videoHash,
} from '../../core/contract/video.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { VideoPresenter } from '../library/video-presenter.ts';
import type { VisibleVideos } from '../library/visible-videos.ts';

const params = z.object({ hash: videoHash });

interface VideoRouteParts {
  readonly visible: VisibleVideos;
  readonly presenter: VideoPresenter;
  readonly favourites: FavouriteStore;
  readonly views: ViewStore;
}

/** Routes that read or mark one video. */
export function videoRoutes(parts: VideoRouteParts): readonly Route[] {
  return [videoData(parts), ...favouriteRoutes(parts), recordView(parts)];
}

function videoData({ visible, presenter }: VideoRouteParts): Route {
  return defineRoute({
    method: 'get',
    path: '/api/get-video-data/{hash}',
    summary: 'Everything about one video',
    params,
    answer: videoDetail,
    handle: async (request) => {
      const video = await visible.get(request.params.hash);
      return await presenter.detail(video, await visible.files(video));
    },
  });
}

function favouriteRoutes({ visible, favourites }: VideoRouteParts): readonly Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/add-favourite/{hash}',
      summary: 'Marks a video as a favourite',
      params,
      answer: favouriteAnswer,
      handle: async (request) => {
        const { hash } = await visible.get(request.params.hash);
        await favourites.add(hash);
        return { hash, isFavourite: true };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/remove-favourite/{hash}',
      summary: 'Takes the mark of a favourite away',
      params,
      answer: favouriteAnswer,
      handle: async (request) => {
        const { hash } = await visible.get(request.params.hash);
        await favourites.remove(hash);
        return { hash, isFavourite: false };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/is-favourite/{hash}',
      summary: 'Whether a video is a favourite',
      params,
      answer: favouriteAnswer,
      handle: async (request) => {
        const { hash } = await visible.get(request.params.hash);
        return { hash, isFavourite: await favourites.has(hash) };
      },
    }),
  ];
}

function recordView({ visible, views }: VideoRouteParts): Route {
  return defineRoute({
    method: 'post',
    path: '/api/record-view/{hash}',
    summary: 'Notes how far a video was watched: history and resume',
    params,
    body: recordViewBody,
    answer: recordViewAnswer,
    handle: async (request) => {
      const { hash } = await visible.get(request.params.hash);
      await views.record(hash, request.body);
      const { views: count } = await views.summary(hash);
      return { hash, positionS: request.body.positionS, views: count };
    },
  });
}
