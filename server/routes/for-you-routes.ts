// `GET /api/get-for-you`.

import { forYouAnswer, forYouQuery } from '../../core/contract/for-you.ts';
import { routes } from '../../core/contract/routes.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { presentFound } from '../library/present-found.ts';
import type { VideoPresenter } from '../library/video-presenter.ts';
import type { VisibleVideos } from '../library/visible-videos.ts';
import type { ForYou } from '../similarity/for-you.ts';

interface ForYouRouteParts {
  readonly forYou: ForYou;
  readonly visible: VisibleVideos;
  readonly presenter: VideoPresenter;
}

/** Recommendations from what was marked and watched. */
export function forYouRoutes({ forYou, visible, presenter }: ForYouRouteParts): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: routes.forYou,
      summary: 'Videos that were not watched yet, like those that were or that are favourites',
      query: forYouQuery,
      answer: forYouAnswer,
      handle: async ({ query, signal }) => {
        const page = { startFrom: query.start_from, limit: query.limit };
        const { found, total } = await forYou.choose(page, signal);
        return { videos: await presentFound(found, { visible, presenter }), total };
      },
    }),
  ];
}
