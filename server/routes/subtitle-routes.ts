// `GET /api/get-subtitles/{hash}` and `/video/{hash}/subtitles/…`: the subtitles of a video.

import Router from '@koa/router';
import { z } from 'zod';
import { subtitlesAnswer, subtitlesId } from '../../core/contract/subtitles.ts';
import { videoHash } from '../../core/contract/video.ts';
import { check, defineRoute, signalOf, type Route } from '../http/route.ts';
import type { PlayableFiles } from '../library/playable-file.ts';
import type { VisibleVideos } from '../library/visible-videos.ts';
import type { SubtitleReader } from '../subtitles/subtitle-reader.ts';

interface SubtitleRouteParts {
  readonly visible: VisibleVideos;
  readonly files: PlayableFiles;
  readonly subtitles: SubtitleReader;
}

const parameters = z.object({ hash: videoHash, id: subtitlesId });

/** The list. */
export function subtitleRoutes(parts: SubtitleRouteParts): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/get-subtitles/{hash}',
      summary: 'The subtitles of a video: files beside it, and text tracks in it',
      params: z.object({ hash: videoHash }),
      answer: subtitlesAnswer,
      handle: async ({ params }) =>
        await parts.subtitles.list(await findPlayed(parts, params.hash)),
    }),
  ];
}

/** Each as WebVTT; passes the content filters. */
export function subtitleFiles(parts: SubtitleRouteParts): Router {
  const router = new Router();
  router.get('/video/:hash/subtitles/:id.vtt', async (ctx) => {
    const { hash, id } = check(parameters, ctx.params);
    const text = await parts.subtitles.read(await findPlayed(parts, hash), id, signalOf(ctx));
    ctx.set('Cache-Control', 'private, no-cache');
    ctx.type = 'text/vtt; charset=utf-8';
    ctx.body = text;
  });
  return router;
}

async function findPlayed({ visible, files }: SubtitleRouteParts, hash: string) {
  const video = await visible.get(hash);
  return { video, file: await files.of(video) };
}
