// What the person marked and watched, as pages of videos.

import type { FavouriteStore } from '../../core/catalogue/favourite-store.ts';
import type { ViewStore } from '../../core/catalogue/view-store.ts';
import { paging } from '../../core/contract/search.ts';
import { historyPage, videoPage } from '../../core/contract/video.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { VideoPresenter } from '../library/video-presenter.ts';
import type { VisibleVideos } from '../library/visible-videos.ts';

interface PersonalRouteParts {
  readonly visible: VisibleVideos;
  readonly presenter: VideoPresenter;
  readonly favourites: FavouriteStore;
  readonly views: ViewStore;
}

/** `GET /api/get-favourites` and `GET /api/get-history`. */
export function personalRoutes({
  visible,
  presenter,
  favourites,
  views,
}: PersonalRouteParts): readonly Route[] {
  const pageOf = async (hashes: readonly string[], page: number, limit: number) => {
    const { videos, total } = await visible.page(hashes, { page, limit });
    return { videos: await presenter.summaries(videos), total, page, limit };
  };
  return [
    defineRoute({
      method: 'get',
      path: '/api/get-favourites',
      summary: 'The favourites, the one marked last first',
      query: paging,
      answer: videoPage,
      handle: async ({ query }) => await pageOf(await favourites.all(), query.page, query.limit),
    }),
    defineRoute({
      method: 'get',
      path: '/api/get-history',
      summary: 'What was watched, the last first',
      query: paging,
      answer: historyPage,
      handle: async ({ query }) => {
        const viewedMs = new Map((await views.totals()).map(({ hash, lastMs }) => [hash, lastMs]));
        const { videos, ...page } = await pageOf([...viewedMs.keys()], query.page, query.limit);
        const viewedAt = (hash: string) => new Date(viewedMs.get(hash) ?? 0).toISOString();
        return {
          ...page,
          videos: videos.map((video) => ({ ...video, viewedAt: viewedAt(video.hash) })),
        };
      },
    }),
  ];
}
